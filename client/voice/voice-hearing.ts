import { voiceLevels } from '../net/voice-levels.ts';
import { ownVoice, voiceSpace } from '../net/voice-space.ts';
import type { OwnMicrophone } from './own-microphone.ts';
import { createSpeakingDetector, type SpeakingDetector } from './speaking-rules.ts';
import { moveListener, type PlayedVoice, playVoice } from './voice-output.ts';

export interface HearingOptions {
  readonly context: AudioContext;
  readonly microphone: OwnMicrophone;
  /** Whose body speaks by this voice; null where there is none or it is not known. */
  readonly avatarOf: (id: string) => number | null;
  /** How fast a voice from a body becomes faint, see `playVoice`. */
  readonly fallOff: number;
  /** Somebody has begun or ceased to speak; `null` is oneself. */
  readonly onSpeaking: (id: string | null, speaking: boolean) => void;
}

/** All voices that are played here, how loud each is, and where it comes from. */
export interface VoiceHearing {
  play(id: string, stream: MediaStream): void;
  stop(id: string): void;
  /** 0 to 1, of someone, or of oneself where `id` is null. */
  levelOf(id: string | null): number;
  setOutput(deviceId: string): void;
  setVolume(id: string, volume: number): void;
  close(): void;
}

interface Heard {
  readonly voice: PlayedVoice;
  readonly detector: SpeakingDetector;
  avatarId: number | null;
  speaking: boolean;
  level: number;
  /** When a frame last said where the speaker is. */
  placedAtMs: number;
}

const LISTEN_EVERY_MS = 50;
/** Who is not drawn any more is heard from everywhere. */
const PLACE_LASTS_MS = 1000;

export function createVoiceHearing({
  context,
  microphone,
  avatarOf,
  fallOff,
  onSpeaking,
}: HearingOptions): VoiceHearing {
  const heard = new Map<string, Heard>();
  const ownDetector = createSpeakingDetector();
  let ownLevel = 0;
  let output = '';

  function listen(): void {
    const nowMs = performance.now();
    ownLevel = microphone.track() ? microphone.level() : 0;
    const isSpeaking = ownDetector.hear(ownLevel, nowMs);
    if (isSpeaking !== ownVoice.speaking) {
      ownVoice.speaking = isSpeaking;
      onSpeaking(null, isSpeaking);
    }
    for (const [id, one] of heard) {
      one.level = one.voice.meter.level();
      const avatarId = avatarOf(id);
      if (one.avatarId !== null && one.avatarId !== avatarId) voiceLevels.delete(one.avatarId);
      one.avatarId = avatarId;
      if (avatarId !== null) voiceLevels.set(avatarId, one.level);
      if (nowMs - one.placedAtMs > PLACE_LASTS_MS) one.voice.unplace();
      const speaks = one.detector.hear(one.level, nowMs);
      if (speaks === one.speaking) continue;
      one.speaking = speaks;
      onSpeaking(id, speaks);
    }
  }
  const timer = setInterval(listen, LISTEN_EVERY_MS);

  const space = {
    place(avatarId: number, x: number, y: number, z: number) {
      for (const one of heard.values()) {
        if (one.avatarId !== avatarId) continue;
        one.placedAtMs = performance.now();
        one.voice.place(x, y, z);
      }
    },
    listen: (world: ArrayLike<number>) => moveListener(context, world),
  };
  voiceSpace.current = space;

  function stop(id: string): void {
    const one = heard.get(id);
    if (!one) return;
    heard.delete(id);
    one.voice.close();
    if (one.avatarId !== null) voiceLevels.delete(one.avatarId);
  }

  return {
    play(id, stream) {
      stop(id);
      const voice = playVoice(context, stream, fallOff);
      if (output) voice.setOutput(output);
      heard.set(id, {
        voice,
        detector: createSpeakingDetector(),
        avatarId: null,
        speaking: false,
        level: 0,
        placedAtMs: Number.NEGATIVE_INFINITY,
      });
    },
    stop,
    levelOf: (id) => (id === null ? ownLevel : (heard.get(id)?.level ?? 0)),
    setOutput(deviceId) {
      output = deviceId;
      for (const { voice } of heard.values()) voice.setOutput(deviceId);
      // Voices that come from a place are played by the context.
      const sink = context as AudioContext & { setSinkId?: (id: string) => Promise<void> };
      sink.setSinkId?.(deviceId).catch(() => {});
    },
    setVolume: (id, volume) => heard.get(id)?.voice.setVolume(volume),
    close() {
      clearInterval(timer);
      for (const id of [...heard.keys()]) stop(id);
      ownVoice.speaking = false;
      if (voiceSpace.current === space) voiceSpace.current = null;
    },
  };
}
