/** How loud is loud: from here, in dB of full scale, a level begins to show, and there it is full. */
const QUIET_DB = -55;
const LOUD_DB = -15;

/** 0 to 1 for samples of -1 to 1: their root mean square, in dB, as ears judge it. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(samples.length, 1));
  if (rms <= 0) return 0;
  const level = (20 * Math.log10(rms) - QUIET_DB) / (LOUD_DB - QUIET_DB);
  return Math.min(Math.max(level, 0), 1);
}

/** Where one begins to speak, and where one has stopped: two, so that a voice at the edge does not flicker. */
const BEGIN_LEVEL = 0.3;
const END_LEVEL = 0.2;
/** Shorter than this is a click; a pause between words is no end. */
const ATTACK_MS = 80;
const HANGOVER_MS = 400;

/** Tells from levels whether somebody speaks. Times are in milliseconds of any clock, and go forward. */
export interface SpeakingDetector {
  hear(level: number, nowMs: number): boolean;
}

export function createSpeakingDetector(): SpeakingDetector {
  let isSpeaking = false;
  let loudSinceMs: number | null = null;
  let lastLoudMs = Number.NEGATIVE_INFINITY;
  return {
    hear(level, nowMs) {
      const isLoud = level >= (isSpeaking ? END_LEVEL : BEGIN_LEVEL);
      loudSinceMs = isLoud ? (loudSinceMs ?? nowMs) : null;
      if (isLoud) lastLoudMs = nowMs;
      if (isSpeaking) isSpeaking = nowMs - lastLoudMs < HANGOVER_MS;
      else isSpeaking = loudSinceMs !== null && nowMs - loudSinceMs >= ATTACK_MS;
      return isSpeaking;
    },
  };
}
