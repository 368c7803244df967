import { type MicrophoneProblem, openMicrophone } from './devices.ts';
import { createLevelMeter, type LevelMeter } from './level-meter.ts';

/** The open microphone, and whether anything of it leaves. */
export interface OwnMicrophone {
  /** What may be sent now; null while muted. */
  track(): MediaStreamTrack | null;
  /** The device that it turned out to be. */
  deviceId(): string;
  level(): number;
  setMuted(muted: boolean): void;
  /** Another device; the old one is let go even where the new one cannot be had. */
  change(deviceId: string | null): Promise<MicrophoneProblem | null>;
  /** Lets the device go; another may be opened later. */
  close(): void;
}

/** @param onLost the device is gone: unplugged, or taken by the system. */
export async function createOwnMicrophone(
  context: AudioContext,
  deviceId: string | null,
  onLost: () => void,
): Promise<OwnMicrophone | MicrophoneProblem> {
  const microphone = createClosedMicrophone(context, onLost);
  return (await microphone.change(deviceId)) ?? microphone;
}

/** One that nobody was asked for yet: `change` opens it. */
export function createClosedMicrophone(context: AudioContext, onLost: () => void): OwnMicrophone {
  let stream: MediaStream | null = null;
  let meter: LevelMeter | null = null;
  let muted = false;

  const current = () => stream?.getAudioTracks()[0] ?? null;
  function take(next: MediaStream): void {
    stream = next;
    meter = createLevelMeter(context, next);
    const track = current();
    if (!track) return;
    track.enabled = !muted;
    track.onended = onLost;
  }
  function letGo(): void {
    meter?.close();
    for (const track of stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
    stream = null;
    meter = null;
  }

  return {
    track: () => (muted ? null : current()),
    deviceId: () => current()?.getSettings().deviceId ?? '',
    // A track that is not enabled gives silence.
    level: () => meter?.level() ?? 0,
    setMuted(next) {
      muted = next;
      const track = current();
      if (track) track.enabled = !muted;
    },
    async change(nextId) {
      letGo();
      const next = await openMicrophone(nextId);
      if (typeof next === 'string') return next;
      take(next);
      return null;
    },
    close: letGo,
  };
}
