import { createLevelMeter, type LevelMeter } from './level-meter.ts';

/** One person's voice as it is played here. */
export interface PlayedVoice {
  readonly meter: LevelMeter;
  /** From the speaker's head, metres; before the first call it comes from everywhere. */
  place(x: number, y: number, z: number): void;
  /** From everywhere again: the body is not there. */
  unplace(): void;
  setOutput(deviceId: string): void;
  setVolume(volume: number): void;
  close(): void;
}

/** Full loudness up to here: across a desk nobody is to be hard to hear. */
const NEAR_METRES = 1.5;

/** @param fallOff how fast it becomes faint beyond: with 1, as a voice does, it is half as loud at twice the distance. */
export function playVoice(context: AudioContext, stream: MediaStream, fallOff: number): PlayedVoice {
  // Chromium gives a remote stream's sound to Web Audio only while an element plays it too.
  const element = new Audio();
  element.srcObject = stream;
  element.play().catch(() => {});
  const meter = createLevelMeter(context, stream);
  const source = context.createMediaStreamSource(stream);
  const gain = context.createGain();
  const panner = new PannerNode(context, {
    panningModel: 'HRTF',
    distanceModel: 'inverse',
    refDistance: NEAR_METRES,
    rolloffFactor: fallOff,
  });
  source.connect(panner).connect(gain);
  let isPlaced = false;

  return {
    meter,
    place(x, y, z) {
      panner.positionX.value = x;
      panner.positionY.value = y;
      panner.positionZ.value = z;
      if (isPlaced) return;
      isPlaced = true;
      element.muted = true;
      gain.connect(context.destination);
    },
    unplace() {
      if (!isPlaced) return;
      isPlaced = false;
      gain.disconnect();
      element.muted = false;
    },
    setOutput(deviceId) {
      if ('setSinkId' in element) element.setSinkId(deviceId).catch(() => {});
    },
    setVolume(volume) {
      element.volume = volume;
      gain.gain.value = volume;
    },
    close() {
      meter.close();
      source.disconnect();
      panner.disconnect();
      gain.disconnect();
      element.pause();
      element.srcObject = null;
    },
  };
}

/** Sets where the ears are: at the eye, turned as it is. Allocates nothing. */
export function moveListener({ listener }: AudioContext, world: ArrayLike<number>): void {
  // Firefox has no parameters here, and its setters are on their way out.
  if (listener.positionX === undefined) {
    listener.setPosition(world[12] ?? 0, world[13] ?? 0, world[14] ?? 0);
    listener.setOrientation(
      -(world[8] ?? 0),
      -(world[9] ?? 0),
      -(world[10] ?? 1),
      world[4] ?? 0,
      world[5] ?? 1,
      world[6] ?? 0,
    );
    return;
  }
  listener.positionX.value = world[12] ?? 0;
  listener.positionY.value = world[13] ?? 0;
  listener.positionZ.value = world[14] ?? 0;
  listener.forwardX.value = -(world[8] ?? 0);
  listener.forwardY.value = -(world[9] ?? 0);
  listener.forwardZ.value = -(world[10] ?? 1);
  listener.upX.value = world[4] ?? 0;
  listener.upY.value = world[5] ?? 1;
  listener.upZ.value = world[6] ?? 0;
}
