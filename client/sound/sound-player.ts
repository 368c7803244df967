import type { Senses } from '../ui/senses.ts';
import { VOLUMES } from './sound-rules.ts';

const FILES = {
  call: new URL('../../assets/sounds/ticket-call.wav', import.meta.url).href,
  step1: new URL('../../assets/sounds/step-1.wav', import.meta.url).href,
  step2: new URL('../../assets/sounds/step-2.wav', import.meta.url).href,
  step3: new URL('../../assets/sounds/step-3.wav', import.meta.url).href,
  room: new URL('../../assets/sounds/room-tone.wav', import.meta.url).href,
} as const;
export type SoundName = keyof typeof FILES;

/** As many places can sound at once; the next takes the one that has sounded longest. */
const PLACES = 6;
const ROOM_GAIN = 0.06;
const FADE_SECONDS = 1.2;

/** Plays the branch's sounds by Web Audio. A file is loaded the first time it is to be heard; from a place what is late is not played. */
export interface SoundPlayer {
  setVolume(volume: Senses['volume']): void;
  /** Loads what will be wanted soon. */
  prepare(names: readonly SoundName[]): void;
  /** In both ears. */
  play(name: SoundName, gain: number): void;
  /** From a place in the branch, metres; how loud it is there is the caller's to say. */
  playAt(name: SoundName, gain: number, x: number, y: number, z: number): void;
  /** Where the ears are, by the sixteen numbers of a camera's world matrix. Allocates nothing. */
  listenFrom(elements: readonly number[]): void;
  setRoomTone(on: boolean): void;
}

/** To be called once a person has touched the page: browsers keep sound from it before. */
export function createSoundPlayer(context: AudioContext): SoundPlayer {
  const master = context.createGain();
  master.connect(context.destination);
  const places = Array.from({ length: PLACES }, () => createPlace(context, master));
  let nextPlace = 0;
  const buffers = new Map<SoundName, AudioBuffer>();
  const loading = new Map<SoundName, Promise<AudioBuffer | null>>();
  let room: { source: AudioBufferSourceNode; gain: GainNode } | null = null;
  let wantsRoom = false;

  const fetchSound = async (name: SoundName): Promise<AudioBuffer | null> => {
    try {
      const answer = await fetch(FILES[name]);
      if (!answer.ok) return null;
      const buffer = await context.decodeAudioData(await answer.arrayBuffer());
      buffers.set(name, buffer);
      return buffer;
    } catch {
      // No sound is worth a word to a customer; the next time it is tried again.
      return null;
    } finally {
      loading.delete(name);
    }
  };
  const load = (name: SoundName): Promise<AudioBuffer | null> => {
    const buffer = buffers.get(name);
    if (buffer) return Promise.resolve(buffer);
    const begun = loading.get(name) ?? fetchSound(name);
    loading.set(name, begun);
    return begun;
  };
  const start = (buffer: AudioBuffer, gain: number, into: GainNode) => {
    const source = context.createBufferSource();
    source.buffer = buffer;
    into.gain.value = gain;
    source.connect(into);
    source.start();
    return source;
  };
  const ears = context.createGain();
  ears.connect(master);

  return {
    setVolume(volume) {
      master.gain.value = VOLUMES[volume];
    },
    prepare(names) {
      for (const name of names) void load(name);
    },
    play(name, gain) {
      void load(name).then((buffer) => buffer && start(buffer, gain, ears));
    },
    playAt(name, gain, x, y, z) {
      const known = buffers.get(name);
      // A step that is heard when the foot has gone on is worse than none.
      if (!known) return void load(name);
      const place = places[nextPlace];
      nextPlace = (nextPlace + 1) % PLACES;
      if (!place) return;
      place.panner.positionX.value = x;
      place.panner.positionY.value = y;
      place.panner.positionZ.value = z;
      start(known, gain, place.gain);
    },
    listenFrom(elements) {
      turnEars(context.listener, elements);
    },
    setRoomTone(on) {
      wantsRoom = on;
      if (on && !room) {
        void load('room').then((buffer) => {
          if (!buffer || room || !wantsRoom) return;
          const gain = context.createGain();
          gain.connect(master);
          const source = start(buffer, 0, gain);
          source.loop = true;
          gain.gain.setTargetAtTime(ROOM_GAIN, context.currentTime, FADE_SECONDS / 3);
          room = { source, gain };
        });
      } else if (!on && room) {
        room.gain.gain.setTargetAtTime(0, context.currentTime, FADE_SECONDS / 3);
        room.source.stop(context.currentTime + 2 * FADE_SECONDS);
        room = null;
      }
    },
  };
}

function createPlace(context: AudioContext, into: AudioNode): { gain: GainNode; panner: PannerNode } {
  const gain = context.createGain();
  // Distance is the rules' business; the panner only says from which side.
  const panner = new PannerNode(context, { panningModel: 'HRTF', rolloffFactor: 0 });
  gain.connect(panner).connect(into);
  return { gain, panner };
}

function turnEars(listener: AudioListener, elements: readonly number[]): void {
  const x = elements[12] ?? 0;
  const y = elements[13] ?? 0;
  const z = elements[14] ?? 0;
  const aheadX = -(elements[8] ?? 0);
  const aheadY = -(elements[9] ?? 0);
  const aheadZ = -(elements[10] ?? 1);
  const upX = elements[4] ?? 0;
  const upY = elements[5] ?? 1;
  const upZ = elements[6] ?? 0;
  if (listener.positionX === undefined) {
    // Firefox has only the older way.
    listener.setPosition(x, y, z);
    listener.setOrientation(aheadX, aheadY, aheadZ, upX, upY, upZ);
    return;
  }
  listener.positionX.value = x;
  listener.positionY.value = y;
  listener.positionZ.value = z;
  listener.forwardX.value = aheadX;
  listener.forwardY.value = aheadY;
  listener.forwardZ.value = aheadZ;
  listener.upX.value = upX;
  listener.upY.value = upY;
  listener.upZ.value = upZ;
}
