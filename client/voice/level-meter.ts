import { levelOf } from './speaking-rules.ts';

export interface LevelMeter {
  /** 0 to 1, of the last moment. */
  level(): number;
  close(): void;
}

const SAMPLES = 1024;

/** Listens to a stream and plays none of it. */
export function createLevelMeter(context: AudioContext, stream: MediaStream): LevelMeter {
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  analyser.fftSize = SAMPLES;
  source.connect(analyser);
  const samples = new Float32Array(SAMPLES);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return levelOf(samples);
    },
    close: () => source.disconnect(),
  };
}
