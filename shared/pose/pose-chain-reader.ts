import type { Pose } from '../pose.ts';
import type { BitReader } from './bits.ts';
import * as format from './pose-chain-format.ts';
import { FLAG_BITS, hasCurls, hasPart, sameParts, writeCurlBits, writeFlags } from './pose-flags.ts';
import { PosePredictor, PREDICTORS } from './pose-predictor.ts';
import { GROUPS, isRotation, partOf, QUALITIES, QuantisedPast, restorePose } from './quantised-pose.ts';

const predictor = new PosePredictor();
const guess = new Int32Array(3);

/** The receiving end of a {@link PoseChainWriter}. Nothing is allocated after it is made. */
export class PoseChainReader {
  #quality = -1;
  readonly #poses = new QuantisedPast();
  #flags = 0;
  #curls = 0;
  #jumps = 0;
  #age = 0;
  /** How many poses of this quality are known in a row, up to two: a key that joins tells of two. */
  #past = 0;
  /** The latest pose is where the body jumped to. */
  jumped = false;
  readonly #predictors = new Uint8Array(GROUPS);
  readonly #parameters = new Uint8Array(GROUPS);

  /** Index into {@link QUALITIES}. */
  get quality(): number {
    return this.#quality;
  }
  /** How old the latest pose was when its batch was sent, milliseconds. */
  get ageMs(): number {
    return this.#age * format.AGE_STEP_MS;
  }

  /** Reads one avatar's bits into `into`. False where they cannot be read: whoever sent them must send a key again. */
  read(bits: BitReader, into: Pose): boolean {
    this.#poses.advance();
    const isRead = bits.read(1) === 1 ? this.#readKey(bits) : this.#readDelta(bits);
    if (!isRead || bits.overrun) {
      this.#past = 0;
      return false;
    }
    if (this.#past < 2) this.#past++;
    writeFlags(this.#flags, into);
    if (hasCurls(this.#flags)) writeCurlBits(this.#curls, into);
    into.teleported = this.jumped;
    restorePose(this.#poses, QUALITIES[this.#quality] as (typeof QUALITIES)[number], into);
    return true;
  }

  #readKey(bits: BitReader): boolean {
    const quality = bits.read(format.QUALITY_BITS);
    if (quality >= QUALITIES.length) return false;
    const jumps = bits.read(format.JUMP_BITS);
    const flags = bits.read(FLAG_BITS);
    this.jumped = this.#quality >= 0 && jumps !== this.#jumps;
    if (quality !== this.#quality || this.jumped || !sameParts(flags, this.#flags)) this.#past = 0;
    this.#quality = quality;
    this.#jumps = jumps;
    this.#flags = flags;
    this.#age = bits.read(format.AGE_BITS);
    if (!this.#readGuesses(bits, flags)) return false;
    const { now } = this.#poses;
    for (let group = 0; group < GROUPS; group++) if (hasPart(flags, partOf(group))) this.#readWhole(bits, now, group);
    if (bits.read(1) === 1) {
      for (let group = 0; group < GROUPS; group++) if (hasPart(flags, partOf(group))) this.#readBefore(bits, group);
      this.#past = 2;
    }
    if (hasCurls(flags)) this.#curls = readCurls(bits);
    return true;
  }

  /** A group of the pose that begins at `state`. */
  #readWhole(bits: BitReader, state: number, group: number): void {
    const turns = isRotation(group);
    if (turns) this.#poses.keepAt(state, partOf(group), bits.read(format.KEPT_BITS));
    const width = turns ? format.rotationBits(this.#quality) : format.positionBits(this.#quality, group);
    for (let place = 0, at = state + group * 3; place < 3; place++, at++)
      this.#poses.numbers[at] = bits.read(width) - (1 << (width - 1));
  }

  /** The same group of the pose before. */
  #readBefore(bits: BitReader, group: number): void {
    const { numbers, now, last } = this.#poses;
    const part = partOf(group);
    if (bits.read(1) === 0) {
      this.#readWhole(bits, last, group);
      return;
    }
    const parameter = bits.read(format.PARAMETER_BITS);
    for (let at = group * 3, place = 0; place < 3; at++, place++)
      numbers[last + at] = (numbers[now + at] as number) - bits.readRice(parameter);
    if (isRotation(group)) this.#poses.keepAt(last, part, this.#poses.keptAt(now, part));
  }

  #readDelta(bits: BitReader): boolean {
    if (this.#past < 2) return false;
    this.jumped = false;
    if (bits.read(1) === 1 && !this.#readGuesses(bits, this.#flags)) return false;
    if (bits.read(1) === 1) {
      const flags = bits.read(FLAG_BITS);
      if (!sameParts(flags, this.#flags)) return false;
      this.#flags = flags;
    }
    this.#age += bits.readRice(format.AGE_PARAMETER);
    const { numbers, now } = this.#poses;
    const { rotation } = QUALITIES[this.#quality] as (typeof QUALITIES)[number];
    for (let group = 0; group < GROUPS; group++) {
      if (!hasPart(this.#flags, partOf(group))) continue;
      predictor.open(this.#poses, group, rotation);
      const kept = predictor.guess(this.#predictors[group] as number, guess);
      for (let place = 0; place < 3; place++)
        numbers[now + group * 3 + place] = (guess[place] as number) + bits.readRice(this.#parameters[group] as number);
      if (isRotation(group)) this.#poses.keepAt(now, partOf(group), kept);
    }
    if (hasCurls(this.#flags) && bits.read(1) === 1) this.#curls = readCurls(bits);
    return true;
  }

  #readGuesses(bits: BitReader, flags: number): boolean {
    for (let group = 0; group < GROUPS; group++) {
      if (!hasPart(flags, partOf(group))) continue;
      const way = bits.read(format.PREDICTOR_BITS);
      if (way >= PREDICTORS) return false;
      this.#predictors[group] = way;
      this.#parameters[group] = bits.read(format.PARAMETER_BITS);
    }
    return true;
  }
}

function readCurls(bits: BitReader): number {
  const left = bits.read(15);
  return left | (bits.read(15) << 15);
}
