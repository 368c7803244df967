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
  /** Keys and deltas of this quality read in a row, up to two. */
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
    this.#past = Math.min(2, this.#past + 1);
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
    if (!this.#readParameters(bits)) return false;
    const { numbers, now } = this.#poses;
    for (let group = 0; group < GROUPS; group++) {
      if (!hasPart(flags, partOf(group))) continue;
      const turns = isRotation(group);
      if (turns) this.#poses.keep(partOf(group), bits.read(format.KEPT_BITS));
      for (let place = 0; place < 3; place++)
        numbers[now + group * 3 + place] = turns
          ? bits.read(format.ROTATION_BITS) - format.ROTATION_OFFSET
          : bits.read(format.POSITION_BITS) - format.POSITION_OFFSET;
    }
    if (hasCurls(flags)) this.#curls = readCurls(bits);
    return true;
  }

  #readDelta(bits: BitReader): boolean {
    if (this.#past < 2) return false;
    this.jumped = false;
    if (bits.read(1) === 1 && !this.#readParameters(bits)) return false;
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
      if (isRotation(group)) this.#poses.keep(partOf(group), kept);
    }
    if (hasCurls(this.#flags) && bits.read(1) === 1) this.#curls = readCurls(bits);
    return true;
  }

  #readParameters(bits: BitReader): boolean {
    for (let group = 0; group < GROUPS; group++) {
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
