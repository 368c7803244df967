import type { IceConfig, VoiceNews, VoicePeer, VoiceRequest } from '../../shared/voice.ts';
import { onWake } from '../net/wake-signals.ts';
import { keep, readKept } from '../ui/kept-setting.ts';
import { INPUT_SETTING, listDevices, onDevicesChanged } from './devices.ts';
import { leaveHall } from './hall-session.ts';
import { createClosedMicrophone, createOwnMicrophone, type OwnMicrophone } from './own-microphone.ts';
import { avatarOf } from './voice-body.ts';
import { createVoiceHearing, type VoiceHearing } from './voice-hearing.ts';
import { createVoiceMesh, type VoiceMesh } from './voice-mesh.ts';
import type { PeerState } from './voice-peer.ts';
import { showVoice as show, showPeer, silentView, useVoice, type VoiceView } from './voice-store.ts';

/** What carries the signals: the link to a consultation's room, while there is one. */
export interface VoiceChannel {
  readonly consultationId: string;
  send(request: VoiceRequest): void;
  /** Tells the others in writing what was said. */
  caption(text: string): void;
}

/** A voice whose link does not come back so long goes silent: nobody could tell it that the talk is over. Counted while awake. */
const UNLINKED_SECONDS = 60;
/** Who is called may stand anywhere: at 11 m a consultant is 7 dB softer than at the desk, and not 17. */
const ACROSS_THE_HALL = 0.2;
const OUTPUT = 'atrium-voice-output';
/** A connection that stays lost so long, with a link that works, is begun anew. */
const ANEW_AFTER_MS = 20_000;
/** Credentials last an hour; an open connection may look for another way at any time. */
const RENEW_EVERY_MS = 45 * 60_000;

interface Live {
  readonly consultationId: string;
  readonly context: AudioContext;
  readonly microphone: OwnMicrophone;
  readonly hearing: VoiceHearing;
  readonly stops: (() => void)[];
  /** This voice's name among the others; a new one begins all connections anew. */
  call: string;
  mesh: VoiceMesh | null;
  anewTimer?: ReturnType<typeof setTimeout>;
}

let channel: VoiceChannel | null = null;
let unlinkedTimer: ReturnType<typeof setInterval> | undefined;
let live: Live | null = null;
/** Counts attempts to join, so that one that was given up does not come true late. */
let attempt = 0;

/** The link has come, or come back: a voice that was on goes on. Answers what to call when it is gone. */
export function attachVoice(next: VoiceChannel): () => void {
  if (live && live.consultationId !== next.consultationId) leaveVoice();
  channel = next;
  clearInterval(unlinkedTimer);
  if (live) sayJoin(live);
  return () => {
    if (channel !== next) return;
    channel = null;
    let seconds = 0;
    clearInterval(unlinkedTimer);
    unlinkedTimer = setInterval(() => {
      seconds += 1;
      if (seconds >= UNLINKED_SECONDS) leaveVoice();
    }, 1000);
  };
}

/** Asks for the microphone and joins. Only ever called by a press: the browser's question is not to come out of the blue. */
export function joinVoice(): Promise<void> {
  return come(true);
}

/** Joins to hear alone, without a microphone; who has one open lets it go. */
export function listenIn(): Promise<void> {
  return come(false);
}

async function come(speaks: boolean): Promise<void> {
  const { status, muted, listensOnly } = useVoice.getState();
  if (live && status === 'on' && listensOnly === speaks) return changeHow(live, speaks);
  if (!channel || status !== 'off') return;
  const { consultationId } = channel;
  // One voice at a time: what is said to the consultant is not for the hall.
  leaveHall();
  attempt += 1;
  const own = attempt;
  show({ status: speaks ? 'asking' : 'joining', problem: null, listensOnly: !speaks });
  const context = new AudioContext();
  const onLost = () => void switchMicrophone('');
  const microphone = speaks
    ? await createOwnMicrophone(context, readKept(INPUT_SETTING), onLost)
    : createClosedMicrophone(context, onLost);
  const isGivenUp = own !== attempt;
  if (typeof microphone === 'string' || isGivenUp) {
    void context.close();
    if (typeof microphone === 'string' && !isGivenUp) show({ status: 'off', problem: microphone });
    else if (typeof microphone !== 'string') microphone.close();
    return;
  }
  microphone.setMuted(muted);
  const hearing = createVoiceHearing({
    context,
    microphone,
    avatarOf,
    fallOff: ACROSS_THE_HALL,
    onSpeaking: (call, speaking) => (call === null ? show({ speaking }) : showPeer(call, { speaking })),
  });
  const renewal = setInterval(() => channel?.send({ kind: 'renew' }), RENEW_EVERY_MS);
  const stops = [
    () => clearInterval(renewal),
    onDevicesChanged(() => void showDevices()),
    // A headset that slept, a page that was frozen, a network that changed.
    onWake(() => {
      void context.resume();
      live?.mesh?.resume();
    }),
  ];
  live = { consultationId, context, microphone, hearing, stops, call: crypto.randomUUID(), mesh: null };
  show({ status: 'joining' });
  void showDevices();
  sayJoin(live);
}

async function changeHow(own: Live, speaks: boolean): Promise<void> {
  show({ listensOnly: !speaks });
  if (speaks) return switchMicrophone(readKept(INPUT_SETTING));
  own.mesh?.say(null);
  own.microphone.close();
}

/** Leaves, and lets the microphone go. */
export function leaveVoice(problem: VoiceView['problem'] = null): void {
  attempt += 1;
  if (!channel) clearInterval(unlinkedTimer);
  if (live) {
    channel?.send({ kind: 'leave' });
    clearTimeout(live.anewTimer);
    for (const stop of live.stops) stop();
    live.mesh?.close();
    live.hearing.close();
    live.microphone.close();
    void live.context.close();
    live = null;
  }
  show({ ...silentView, parties: useVoice.getState().parties, problem });
}

/** Muted is muted: the track is off, and no sender has it; nothing leaves this browser. */
export function muteVoice(muted: boolean): void {
  show({ muted });
  if (!live) return;
  live.microphone.setMuted(muted);
  live.mesh?.say(live.microphone.track());
  channel?.send({ kind: 'muted', muted });
}

export function changeMicrophone(deviceId: string): void {
  keep(INPUT_SETTING, deviceId);
  void switchMicrophone(deviceId);
}

/** One that is gone is not forgotten: it may be there again next time. */
async function switchMicrophone(deviceId: string | null): Promise<void> {
  const own = live;
  if (!own) return;
  own.mesh?.say(null);
  const problem = await own.microphone.change(deviceId);
  if (live !== own) own.microphone.close();
  else if (problem) leaveVoice(problem);
  if (live !== own) return;
  own.mesh?.say(own.microphone.track());
  await showDevices();
}

export function changeOutput(deviceId: string): void {
  keep(OUTPUT, deviceId);
  live?.hearing.setOutput(deviceId);
  show({ outputId: deviceId });
}

/** 0 to 1, now: of someone, or of oneself where `call` is null. */
export function voiceLevel(call: string | null): number {
  return live?.hearing.levelOf(call) ?? 0;
}

/** The own voice as it is being sent; null while muted or off. */
export function spokenTrack(): MediaStreamTrack | null {
  return live?.microphone.track() ?? null;
}

/** Tells the others in writing what was said. */
export function sendCaption(text: string): void {
  if (spokenTrack()) channel?.caption(text);
}

/** For the safety code: the connection to somebody, see `fingerprintsOf`. */
export function voiceConnection(call: string): RTCPeerConnection | null {
  return live?.mesh?.connectionOf(call) ?? null;
}

/** What the room says. */
export function hearVoiceNews(news: VoiceNews): void {
  if (news.kind === 'elsewhere') leaveVoice('elsewhere');
  if (!live) return;
  switch (news.kind) {
    case 'joined':
      joined(live, news.peers, news.ice);
      break;
    case 'ice':
      live.mesh?.renew(news.ice);
      break;
    case 'peer':
      meet(live, news.peer);
      break;
    case 'gone':
      if (news.left) part(live, news.call);
      else showPeer(news.call, { state: 'lost' });
      break;
    case 'signal':
      live.mesh?.receive(news.from, news.signal);
      break;
  }
}

function sayJoin({ call }: Live): void {
  channel?.send({ kind: 'join', call, muted: useVoice.getState().muted });
}

function joined(own: Live, peers: readonly VoicePeer[], ice: IceConfig): void {
  show({ status: 'on' });
  if (own.mesh) {
    own.mesh.renew(ice);
    // Who has left meanwhile is not among them.
    for (const id of own.mesh.ids()) if (!peers.some(({ call }) => call === id)) part(own, id);
  } else {
    own.mesh = createVoiceMesh({
      self: own.call,
      ice,
      connect: (configuration) => new RTCPeerConnection(configuration),
      send: (to, signal) => channel?.send({ kind: 'signal', to, signal }),
      onVoice: (id, stream) => (stream ? own.hearing.play(id, stream) : own.hearing.stop(id)),
      onState: (id, state) => showState(own, id, state),
    });
    own.mesh.say(own.microphone.track());
  }
  for (const peer of peers) meet(own, peer);
  own.mesh.resume();
}

function meet(own: Live, peer: VoicePeer): void {
  const isKnown = own.mesh?.ids().includes(peer.call);
  const { isHeard, hears } = peer;
  own.mesh?.add(peer.call, { speaks: hears, hears: isHeard });
  if (isKnown) {
    const state = own.mesh?.connectionOf(peer.call)?.connectionState === 'connected' ? 'connected' : 'connecting';
    showPeer(peer.call, { muted: peer.muted, isHeard, hears, state, ...(!isHeard && { speaking: false }) });
    own.mesh?.resume();
    return;
  }
  const { peers } = useVoice.getState();
  show({ peers: [...peers, { ...peer, state: 'connecting', speaking: false }] });
}

function part(own: Live, call: string): void {
  own.mesh?.remove(call);
  own.hearing.stop(call);
  show({ peers: useVoice.getState().peers.filter((peer) => peer.call !== call) });
}

function showState(own: Live, call: string, state: PeerState): void {
  showPeer(call, { state });
  if (state === 'lost') own.anewTimer ??= setTimeout(() => beginAnew(own), ANEW_AFTER_MS);
  else if (useVoice.getState().peers.every((peer) => peer.state === 'connected')) {
    clearTimeout(own.anewTimer);
    delete own.anewTimer;
  }
}

/** What ICE could not mend: a new call, of which the others know nothing old. */
function beginAnew(own: Live): void {
  delete own.anewTimer;
  if (live !== own) return;
  for (const { call } of useVoice.getState().peers) own.hearing.stop(call);
  own.mesh?.close();
  own.mesh = null;
  own.call = crypto.randomUUID();
  show({ peers: [] });
  sayJoin(own);
}

async function showDevices(): Promise<void> {
  const own = live;
  const devices = await listDevices();
  if (!own || live !== own) return;
  const kept = readKept(OUTPUT) ?? '';
  const outputId = devices.outputs.some(({ id }) => id === kept) ? kept : '';
  if (outputId !== useVoice.getState().outputId) own.hearing.setOutput(outputId);
  show({ devices, inputId: own.microphone.deviceId(), outputId });
}
