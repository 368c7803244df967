import type { Pose } from '../pose.ts';
import { BitWriter, RICE_LIMIT } from './bits.ts';
import { ChainGuesses, ChainMemory, parameterFor } from './chain-guesses.ts';
import * as format from './pose-chain-format.ts';
import { curlBitsOf, FLAG_BITS, flagsOf, hasCurls, hasPart, sameParts, withoutHands } from './pose-flags.ts';
import { PosePredictor, PREDICTORS } from './pose-predictor.ts';
import {
  GROUPS,
  isRotation,
  largestOf,
  NUMBERS,
  partOf,
  positionSteps,
  QUALITIES,
  type Quality,
  QuantisedPast,
  rotationOf,
  SMALLEST_DROPPED,
  stepsOf,
} from './quantised-pose.ts';

/** All guesses are weighed at each fourth pose, and between them the one in force alone is made: that is most of the work. */
const WEIGHED_EVERY = 4;

/**
 * Used again for each pose of each chain: a chain has nothing of its own that it does not need for the next pose, for a tick goes through
 * all of them, and what they have is what it waits for.
 */
const quaternion = new Float64Array(4);
const predictor = new PosePredictor();
/** Of a group: what it is guessed to be, or what it changed by. */
const guess = new Int32Array(3);
/** By how much the guesses in force are wrong. */
const residuals = new Int32Array(NUMBERS);
const delta = new BitWriter(3 * format.MAX_CHUNK_BYTES);

/**
 * One avatar's poses in one quality, as everyone gets them who gets that quality. Each is encoded once, however many receive
 * it. Nothing is allocated after it is made.
 */
export class PoseChainWriter {
  readonly #index: number;
  readonly #quality: Quality;
  readonly #guesses: ChainGuesses;
  readonly #poses: QuantisedPast;
  #flags = 0;
  #curls = 0;
  #jumps = 0;
  #age = 0;
  /** Poses since hands came or went, or the body jumped, up to two: a delta needs two before it. */
  #past = 0;
  #untilWeighed = 0;
  readonly #key = new BitWriter(3 * format.MAX_CHUNK_BYTES);
  #keyLength = 0;
  #keyJoins = false;
  #deltaLength = 0;

  /** Lives in row `row` of `memory`, which no other chain may use. */
  constructor(quality: number, memory = new ChainMemory(1), row = 0) {
    this.#index = quality;
    this.#quality = QUALITIES[quality] as Quality;
    this.#guesses = new ChainGuesses(memory, row);
    this.#poses = new QuantisedPast(memory.numbers, this.#guesses.row);
  }

  /** Takes the next pose, `ageMs` old when its batch is sent. `jumps` counts the body's jumps. */
  advance(pose: Pose, ageMs: number, jumps: number): void {
    const flags = this.#quality.hands ? flagsOf(pose) : withoutHands(flagsOf(pose));
    const curls = hasCurls(flags) ? curlBitsOf(pose) : 0;
    const age = Math.min(format.MAX_AGE, Math.max(0, Math.round(ageMs / format.AGE_STEP_MS)));
    // Hands that come or go, and jumps, have no past to go on from.
    if (!sameParts(flags, this.#flags) || jumps !== this.#jumps) this.#past = 0;
    this.#poses.advance();
    this.#untilWeighed = (this.#untilWeighed || WEIGHED_EVERY) - 1;
    this.#place(pose, flags);
    const change = this.#untilWeighed === 0 && this.#past === 2 && this.#chooseParameters(pose, flags);
    const isGuessed = this.#past === 2 && this.#take(pose, flags);
    if (!isGuessed) this.#takeWhole(pose, flags);
    this.#keyLength = 0;
    this.#deltaLength = isGuessed ? this.#writeDelta(flags, curls, age, change) : 0;
    this.#past = Math.min(2, this.#past + 1);
    this.#flags = flags;
    this.#curls = curls;
    this.#jumps = jumps;
    this.#age = age;
  }

  /** Length of the delta, bytes; 0 where the chain begins anew and everyone needs the key. */
  get deltaLength(): number {
    return this.#deltaLength;
  }
  /** Good until the next pose of any chain. */
  get delta(): Uint8Array {
    return delta.bytes;
  }

  /** What anyone can read; written when its length is first asked for. */
  get keyLength(): number {
    if (this.#keyLength === 0) this.#beginKey();
    return this.#keyLength;
  }
  /** The key tells of the pose before it too, so that whoever gets it is on the chain: where it is asked for {@link keyLength}. */
  get keyJoins(): boolean {
    return this.#keyJoins;
  }
  get key(): Uint8Array {
    return this.#key.bytes;
  }

  /** Writes the positions, which are the same however they are guessed. */
  #place(pose: Pose, flags: number): void {
    const { numbers, now } = this.#poses;
    const { positionMetres } = this.#quality;
    for (let part = 0; part < GROUPS / 2; part++) {
      if (!hasPart(flags, part)) continue;
      for (let axis = 0; axis < 3; axis++)
        numbers[now + part * 6 + axis] = positionSteps(pose, this.#poses, part, axis, positionMetres);
    }
  }

  /** Makes all guesses, and takes what they are wrong by into the means. */
  #weigh(pose: Pose, flags: number): void {
    const { numbers, now } = this.#poses;
    const { rotation } = this.#quality;
    for (let group = 0; group < GROUPS; group++) {
      if (!hasPart(flags, partOf(group))) continue;
      const turns = isRotation(group);
      if (turns) rotationOf(pose, partOf(group), quaternion);
      predictor.open(this.#poses, group, rotation);
      for (let way = 0; way < PREDICTORS; way++) {
        const kept = predictor.guess(way, guess);
        let wrong = 0;
        for (let place = 0; place < 3; place++) {
          const value = turns
            ? stepsOf(quaternion, kept, place, rotation)
            : (numbers[now + group * 3 + place] as number);
          wrong += Math.abs(value - (guess[place] as number));
        }
        this.#guesses.learn(group, way, wrong);
      }
    }
  }

  /** Whether other guesses and parameters would pay; then they are in force. */
  #chooseParameters(pose: Pose, flags: number): boolean {
    this.#weigh(pose, flags);
    let gain = 0;
    for (let group = 0; group < GROUPS; group++) if (hasPart(flags, partOf(group))) gain += this.#guesses.gainOf(group);
    return this.#guesses.changeFor(gain);
  }

  /** Takes the pose over as the guesses in force have it. False where that is further off than a delta can say. */
  #take(pose: Pose, flags: number): boolean {
    const { numbers, now } = this.#poses;
    for (let group = 0; group < GROUPS; group++) {
      const part = partOf(group);
      if (!hasPart(flags, part)) continue;
      predictor.open(this.#poses, group, this.#quality.rotation);
      const kept = predictor.guess(this.#guesses.predictorOf(group), guess);
      if (isRotation(group)) {
        rotationOf(pose, part, quaternion);
        if (Math.abs(quaternion[kept] as number) < SMALLEST_DROPPED) return false;
        this.#turn(part, kept);
      }
      for (let at = group * 3, place = 0; place < 3; at++, place++) {
        const residual = (numbers[now + at] as number) - (guess[place] as number);
        residuals[at] = residual;
        if (Math.abs(residual) > RICE_LIMIT) return false;
      }
    }
    return true;
  }

  /** Takes the pose over as it is. */
  #takeWhole(pose: Pose, flags: number): void {
    for (let part = 0; part < GROUPS / 2; part++) {
      if (!hasPart(flags, part)) continue;
      rotationOf(pose, part, quaternion);
      this.#turn(part, largestOf(quaternion));
    }
  }

  /** Writes the rotation that is in `quaternion` without one of its components. */
  #turn(part: number, kept: number): void {
    const { numbers, now } = this.#poses;
    this.#poses.keepAt(now, part, kept);
    for (let place = 0; place < 3; place++)
      numbers[now + part * 6 + 3 + place] = stepsOf(quaternion, kept, place, this.#quality.rotation);
  }

  #writeDelta(flags: number, curls: number, age: number, change: boolean): number {
    const bits = delta;
    bits.reset();
    bits.write(0, 1);
    bits.write(change ? 1 : 0, 1);
    if (change) this.#guesses.write(bits, flags);
    bits.write(flags === this.#flags ? 0 : 1, 1);
    if (flags !== this.#flags) bits.write(flags, FLAG_BITS);
    bits.writeRice(age - this.#age, format.AGE_PARAMETER);
    for (let group = 0; group < GROUPS; group++) {
      if (!hasPart(flags, partOf(group))) continue;
      for (let place = 0; place < 3; place++)
        bits.writeRice(residuals[group * 3 + place] as number, this.#guesses.parameterOf(group));
    }
    if (hasCurls(flags)) {
      bits.write(curls === this.#curls ? 0 : 1, 1);
      if (curls !== this.#curls) writeCurls(bits, curls);
    }
    const length = bits.finish();
    return length <= format.MAX_CHUNK_BYTES ? length : 0;
  }

  #beginKey(): void {
    this.#keyJoins = this.#past === 2;
    this.#keyLength = this.#writeKey();
    if (this.#keyLength <= format.MAX_CHUNK_BYTES) return;
    this.#keyJoins = false;
    this.#keyLength = this.#writeKey();
  }

  #writeKey(): number {
    const bits = this.#key;
    const { now } = this.#poses;
    bits.reset();
    bits.write(1, 1);
    bits.write(this.#index, format.QUALITY_BITS);
    bits.write(this.#jumps & format.JUMP_MASK, format.JUMP_BITS);
    bits.write(this.#flags, FLAG_BITS);
    bits.write(this.#age, format.AGE_BITS);
    this.#guesses.write(bits, this.#flags);
    for (let group = 0; group < GROUPS; group++)
      if (hasPart(this.#flags, partOf(group))) this.#writeWhole(bits, now, group);
    bits.write(this.#keyJoins ? 1 : 0, 1);
    if (this.#keyJoins)
      for (let group = 0; group < GROUPS; group++)
        if (hasPart(this.#flags, partOf(group))) this.#writeBefore(bits, group);
    if (hasCurls(this.#flags)) writeCurls(bits, this.#curls);
    return bits.finish();
  }

  /** A group of the pose that begins at `state`. */
  #writeWhole(bits: BitWriter, state: number, group: number): void {
    const turns = isRotation(group);
    if (turns) bits.write(this.#poses.keptAt(state, partOf(group)), format.KEPT_BITS);
    const width = turns ? format.rotationBits(this.#index) : format.positionBits(this.#index, group);
    for (let place = 0, at = state + group * 3; place < 3; place++, at++)
      bits.write((this.#poses.numbers[at] as number) + (1 << (width - 1)), width);
  }

  /** The same group of the pose before. */
  #writeBefore(bits: BitWriter, group: number): void {
    const { numbers, now, last } = this.#poses;
    const part = partOf(group);
    // Rotations that are written without another component cannot be held against each other.
    const isAlike = !isRotation(group) || this.#poses.keptAt(now, part) === this.#poses.keptAt(last, part);
    bits.write(isAlike ? 1 : 0, 1);
    if (!isAlike) {
      this.#writeWhole(bits, last, group);
      return;
    }
    let changed = 0;
    for (let at = group * 3, place = 0; place < 3; at++, place++) {
      guess[place] = (numbers[now + at] as number) - (numbers[last + at] as number);
      changed += Math.abs(guess[place] as number);
    }
    const parameter = parameterFor(changed / 3);
    bits.write(parameter, format.PARAMETER_BITS);
    for (let place = 0; place < 3; place++) bits.writeRice(guess[place] as number, parameter);
  }
}

function writeCurls(bits: BitWriter, curls: number): void {
  bits.write(curls & 0x7fff, 15);
  bits.write((curls >>> 15) & 0x7fff, 15);
}
