import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeManifest } from './manifest.ts';

/**
 * `node assets/build-sounds.ts`: computes every sound of the branch from nothing but arithmetic, the same bytes each time.
 * WAV, because every browser decodes it and the files are short.
 */
const FOLDER = join(import.meta.dirname, 'sounds');
const VOICE_HERTZ = 22_050;
/** A room hums below what half of this can hold. */
const ROOM_HERTZ = 8000;

/** Xorshift, -1 to 1. */
function noise(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 31 - 1;
  };
}

function samples(seconds: number, hertz: number, at: (seconds: number) => number): Float64Array {
  return Float64Array.from({ length: Math.round(seconds * hertz) }, (_, index) => at(index / hertz));
}

/** A struck tone: soft at its beginning, its overtones die before it does. */
function bell(hertz: number, seconds: number): number {
  if (seconds < 0) return 0;
  const attack = Math.min(seconds / 0.012, 1);
  const partial = (times: number, loud: number, dies: number) =>
    loud * Math.sin(2 * Math.PI * hertz * times * seconds) * Math.exp(-seconds * dies);
  return attack * (partial(1, 1, 5.2) + partial(2, 0.22, 9) + partial(3.01, 0.07, 16));
}

/** A number is called: two tones, a minor third down. */
function ticketCall(): Float64Array {
  const lasts = 0.9;
  return samples(lasts, VOICE_HERTZ, (t) => {
    const fade = Math.min((lasts - t) / 0.08, 1);
    return 0.5 * fade * (bell(622.25, t) + bell(523.25, t - 0.26));
  });
}

/** A soft sole on stone: the heel, then the ball of the foot. */
function footstep(seed: number): Float64Array {
  const random = noise(seed);
  const lasts = 0.14;
  const dull = 0.16 + 0.03 * random();
  const toeSeconds = 0.05 + 0.008 * random();
  let low = 0;
  return samples(lasts, VOICE_HERTZ, (t) => {
    low += (random() - low) * dull;
    const heel = Math.exp(-t * 95);
    const toe = t < toeSeconds ? 0 : 0.5 * Math.exp(-(t - toeSeconds) * 120);
    const thump = 0.5 * Math.sin(2 * Math.PI * 82 * t) * Math.exp(-t * 60);
    return Math.min(t / 0.002, 1) * Math.min((lasts - t) / 0.02, 1) * (0.9 * low * (heel + toe) + 0.5 * thump);
  });
}

/** Air and a distant street; its end runs into its beginning, so that it goes on for ever without a seam. */
function roomTone(): Float64Array {
  const lasts = 3;
  const overlaps = 0.6;
  const random = noise(4711);
  let air = 0;
  let deep = 0;
  const long = samples(lasts + overlaps, ROOM_HERTZ, () => {
    const white = random();
    air += (white - air) * 0.12;
    deep += (white - deep) * 0.012;
    return 0.22 * air + 1.5 * deep;
  });
  const length = Math.round(lasts * ROOM_HERTZ);
  const overlap = long.length - length;
  return Float64Array.from({ length }, (_, index) => {
    const now = long[index] ?? 0;
    if (index >= overlap) return now;
    const share = index / overlap;
    return now * Math.sqrt(share) + (long[length + index] ?? 0) * Math.sqrt(1 - share);
  });
}

/** One channel of 16 bits. */
function wav(values: Float64Array, hertz: number): Buffer {
  const file = Buffer.alloc(44 + values.length * 2);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(hertz, 24);
  file.writeUInt32LE(hertz * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(values.length * 2, 40);
  for (const [index, value] of values.entries()) {
    const limited = Math.min(Math.max(value, -1), 1);
    file.writeInt16LE(Math.round(limited * 32_767), 44 + index * 2);
  }
  return file;
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const write = (name: string, values: Float64Array, hertz: number) =>
  writeFileSync(join(FOLDER, `${name}.wav`), wav(values, hertz));
write('ticket-call', ticketCall(), VOICE_HERTZ);
for (const index of [1, 2, 3]) write(`step-${index}`, footstep(index * 97), VOICE_HERTZ);
write('room-tone', roomTone(), ROOM_HERTZ);
writeManifest();
