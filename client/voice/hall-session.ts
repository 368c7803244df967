import {
  type HallVoiceNews,
  type HallVoiceRequest,
  type ReportReason,
  withoutAddresses,
} from '../../shared/hall-voice.ts';
import type { IceConfig } from '../../shared/voice.ts';
import { onWake } from '../net/wake-signals.ts';
import { readKept } from '../ui/kept-setting.ts';
import { INPUT_SETTING } from './devices.ts';
import { type HallView, type HallVoiceView, silentHall, useHallVoice } from './hall-store.ts';
import { createOwnMicrophone, type OwnMicrophone } from './own-microphone.ts';
import { createVoiceHearing, type VoiceHearing } from './voice-hearing.ts';
import { createVoiceMesh, type VoiceMesh } from './voice-mesh.ts';
import { useVoice } from './voice-store.ts';

/** The link to the branch room, as far as voices need it. */
export interface HallChannel {
  /** One's own avatar id, of the latest link. */
  avatarId(): number | null;
  send(request: HallVoiceRequest): void;
}

const RENEW_EVERY_MS = 45 * 60_000;

interface Live {
  readonly context: AudioContext;
  readonly microphone: OwnMicrophone;
  readonly hearing: VoiceHearing;
  readonly stops: (() => void)[];
  mesh: VoiceMesh | null;
}

/** Who is far is faint. */
const AS_A_VOICE_DOES = 1;

let channel: HallChannel | null = null;
let live: Live | null = null;
let attempt = 0;

const show = (change: Partial<HallView>) => useHallVoice.setState(change);
const showNear = (avatarId: number, change: Partial<HallVoiceView>) =>
  useHallVoice.setState(({ near }) => ({
    near: near.map((one) => (one.avatarId === avatarId ? { ...one, ...change } : one)),
  }));

/** The link has come, or come back: with it come other ids, so all connections begin anew. Answers what to call at its end. */
export function attachHall(next: HallChannel): () => void {
  channel = next;
  show({ near: [], blocked: [] });
  if (live) {
    endMesh(live);
    next.send({ kind: 'on' });
  }
  return () => {
    if (channel !== next) return;
    leaveHall();
    channel = null;
    show(silentHall);
  };
}

/** Switches one's voice on for those who are near. By a press alone. */
export async function joinHall(): Promise<void> {
  const { status, muted } = useHallVoice.getState();
  if (!channel || status !== 'off' || useVoice.getState().status !== 'off') return;
  attempt += 1;
  const own = attempt;
  show({ status: 'asking', problem: null });
  const context = new AudioContext();
  const microphone = await createOwnMicrophone(context, readKept(INPUT_SETTING), () => leaveHall('no-microphone'));
  if (typeof microphone === 'string' || own !== attempt) {
    void context.close();
    if (typeof microphone !== 'string') microphone.close();
    else if (own === attempt) show({ status: 'off', problem: microphone });
    return;
  }
  microphone.setMuted(muted);
  const hearing = createVoiceHearing({
    context,
    microphone,
    avatarOf: Number,
    fallOff: AS_A_VOICE_DOES,
    onSpeaking: (id, speaking) => id !== null && showNear(Number(id), { speaking }),
  });
  const renewal = setInterval(() => channel?.send({ kind: 'renew' }), RENEW_EVERY_MS);
  const stopWaking = onWake(() => {
    void context.resume();
    live?.mesh?.resume();
  });
  live = { context, microphone, hearing, stops: [() => clearInterval(renewal), stopWaking], mesh: null };
  show({ status: 'joining' });
  channel.send({ kind: 'on' });
}

export function leaveHall(problem: HallView['problem'] = null): void {
  attempt += 1;
  if (live) {
    channel?.send({ kind: 'off' });
    for (const stop of live.stops) stop();
    endMesh(live);
    live.hearing.close();
    live.microphone.close();
    void live.context.close();
    live = null;
  }
  show({ status: 'off', problem, near: [] });
}

/** As in a consultation: nothing leaves this browser. */
export function muteHall(muted: boolean): void {
  show({ muted });
  live?.microphone.setMuted(muted);
  live?.mesh?.say(live.microphone.track());
}

/** Hears someone no more, here alone. */
export function muteOther(avatarId: number, muted: boolean): void {
  live?.hearing.setVolume(String(avatarId), muted ? 0 : 1);
  showNear(avatarId, { muted });
}

/** Neither hears the other any more. */
export function blockOther(avatarId: number, blocked: boolean): void {
  channel?.send({ kind: 'block', avatarId, blocked });
  const { blocked: known } = useHallVoice.getState();
  const others = known.filter((id) => id !== avatarId);
  show({ blocked: blocked ? [...others, avatarId] : others });
}

/** Tells the bank's people, and blocks. */
export function reportOther(avatarId: number, reason: ReportReason): void {
  channel?.send({ kind: 'report', avatarId, reason });
}

export function hearHallNews(news: HallVoiceNews): void {
  switch (news.kind) {
    case 'offered':
      break;
    case 'on':
      if (live) begin(live, news.ice);
      break;
    case 'ice':
      live?.mesh?.renew(news.ice);
      break;
    case 'near':
      if (live) meet(live, news.avatarIds);
      break;
    case 'signal':
      live?.mesh?.receive(String(news.from), news.signal);
      break;
    case 'reported': {
      const { blocked } = useHallVoice.getState();
      show({ blocked: [...blocked.filter((id) => id !== news.avatarId), news.avatarId] });
      break;
    }
  }
}

function begin(own: Live, ice: IceConfig): void {
  const self = channel?.avatarId();
  if (self == null) return;
  endMesh(own);
  own.mesh = createVoiceMesh({
    self: String(self),
    ice,
    // Whatever the server says: between strangers by the relay alone.
    connect: (configuration) => new RTCPeerConnection({ ...configuration, iceTransportPolicy: 'relay' }),
    send(to, signal) {
      const safe = withoutAddresses(signal);
      if (safe) channel?.send({ kind: 'signal', to: Number(to), signal: safe });
    },
    onVoice(id, stream) {
      if (stream) own.hearing.play(id, stream);
      const isMuted = useHallVoice.getState().near.some((one) => one.muted && String(one.avatarId) === id);
      if (isMuted) own.hearing.setVolume(id, 0);
    },
    onState: (id, state) => showNear(Number(id), { state }),
  });
  own.mesh.say(own.microphone.track());
  show({ status: 'on' });
}

function endMesh(own: Live): void {
  for (const id of own.mesh?.ids() ?? []) own.hearing.stop(id);
  own.mesh?.close();
  own.mesh = null;
}

function meet(own: Live, avatarIds: readonly number[]): void {
  for (const id of own.mesh?.ids() ?? []) {
    if (avatarIds.includes(Number(id))) continue;
    own.mesh?.remove(id);
    own.hearing.stop(id);
  }
  for (const avatarId of avatarIds) own.mesh?.add(String(avatarId));
  const { near } = useHallVoice.getState();
  show({
    near: avatarIds.map(
      (avatarId) =>
        near.find((one) => one.avatarId === avatarId) ?? {
          avatarId,
          state: 'connecting',
          speaking: false,
          muted: false,
        },
    ),
  });
}
