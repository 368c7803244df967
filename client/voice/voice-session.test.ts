import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { VoiceRequest } from '../../shared/voice.ts';
import { type FakeBrowser, FakePeerConnection, stubBrowser } from './testing/fake-browser.ts';

let browser: FakeBrowser;
/** Lower than any call of ours, so that ours offers first; version and variant as a UUID has them. */
const OTHER = '00000000-0000-4000-8000-000000000001';
const ice = { servers: [], relayOnly: false };

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  browser = stubBrowser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A browser in a consultation, with a link that may go and come. */
async function inConsultation() {
  const session = await import('./voice-session.ts');
  const { useVoice } = await import('./voice-store.ts');
  const sent: VoiceRequest[] = [];
  const channel = () => ({ consultationId: 'one', send: (request: VoiceRequest) => sent.push(request), caption() {} });
  const detach = session.attachVoice(channel());
  const joins = () => sent.flatMap((request) => (request.kind === 'join' ? [request.call] : []));
  const meet = () =>
    session.hearVoiceNews({
      kind: 'joined',
      ice,
      peers: [{ call: OTHER, party: 'consultant', muted: false, isHeard: true, hears: true }],
    });
  return { session, view: () => useVoice.getState(), sent, channel, detach, joins, meet };
}
const connection = () => FakePeerConnection.open[0] as FakePeerConnection;

test('the microphone is asked for by a press alone; who refuses it is told why, and has joined nothing', async () => {
  const { session, view, sent } = await inConsultation();
  const asked = vi.fn(async () => {
    throw new DOMException('no', 'NotAllowedError');
  });
  browser.microphone = asked;
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).not.toHaveBeenCalled();
  await session.joinVoice();
  expect(asked).toHaveBeenCalledOnce();
  expect([view().status, view().problem, sent]).toEqual(['off', 'denied', []]);
});

test('muted: the track is off and no connection has it; then both are as before', async () => {
  const { session, meet, sent } = await inConsultation();
  await session.joinVoice();
  meet();
  expect(connection().sent).toBe(browser.tracks[0]);
  session.muteVoice(true);
  expect([browser.tracks[0]?.enabled, connection().sent, session.spokenTrack()]).toEqual([false, null, null]);
  expect(sent.at(-1)).toEqual({ kind: 'muted', muted: true });
  session.muteVoice(false);
  expect([browser.tracks[0]?.enabled, connection().sent]).toEqual([true, browser.tracks[0]]);
});

test('leaving ends every connection and lets the microphone go', async () => {
  const { session, view, meet, sent } = await inConsultation();
  await session.joinVoice();
  meet();
  session.leaveVoice();
  expect([FakePeerConnection.open.length, browser.tracks[0]?.readyState, view().status]).toEqual([0, 'ended', 'off']);
  expect(sent.at(-1)).toEqual({ kind: 'leave' });
});

test('who gives up while the browser asks has no microphone open afterwards', async () => {
  const { session, view } = await inConsultation();
  const joining = session.joinVoice();
  session.leaveVoice();
  await joining;
  expect([browser.tracks[0]?.readyState, view().status]).toEqual(['ended', 'off']);
});

test('a link that is lost and comes back finds the sound as it was, under the same call', async () => {
  const { session, detach, channel, joins, meet } = await inConsultation();
  await session.joinVoice();
  meet();
  const before = connection();
  before.to('connected');
  detach();
  await vi.advanceTimersByTimeAsync(30_000);
  session.attachVoice(channel());
  meet();
  expect(connection()).toBe(before);
  expect(new Set(joins()).size).toBe(1);
  expect(joins()).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(FakePeerConnection.open).toEqual([before]);
});

test('a voice whose link stays away goes silent', async () => {
  const { session, detach, view, meet } = await inConsultation();
  await session.joinVoice();
  meet();
  connection().to('connected');
  detach();
  await vi.advanceTimersByTimeAsync(59_000);
  expect(view().status).toBe('on');
  await vi.advanceTimersByTimeAsync(2000);
  expect([view().status, browser.tracks[0]?.readyState, FakePeerConnection.open.length]).toEqual(['off', 'ended', 0]);
});

test('what ICE cannot mend begins anew as another call; what it can does not', async () => {
  const { session, joins, meet } = await inConsultation();
  await session.joinVoice();
  meet();
  connection().to('failed');
  expect(connection().restarts).toBe(1);
  connection().to('connected');
  await vi.advanceTimersByTimeAsync(30_000);
  expect(joins()).toHaveLength(1);
  connection().to('failed');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(new Set(joins()).size).toBe(2);
  expect(FakePeerConnection.open).toEqual([]);
  meet();
  expect(connection().sent).toBe(browser.tracks[0]);
});

test('a headset that is put on again looks for the lost way at once', async () => {
  const { session, meet } = await inConsultation();
  const { tellWake } = await import('../net/wake-signals.ts');
  await session.joinVoice();
  meet();
  connection().to('connected');
  tellWake();
  expect(connection().restarts).toBe(0);
  connection().to('disconnected');
  tellWake();
  expect(connection().restarts).toBe(1);
});

test('a microphone that is unplugged is replaced by another; without one the voice is off, and says why', async () => {
  const { session, view, meet } = await inConsultation();
  await session.joinVoice();
  meet();
  browser.tracks[0]?.onended?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(connection().sent).toBe(browser.tracks[1]);
  browser.microphone = async () => {
    throw new DOMException('none', 'NotFoundError');
  };
  browser.tracks[1]?.onended?.();
  await vi.advanceTimersByTimeAsync(0);
  expect([view().status, view().problem, FakePeerConnection.open.length]).toEqual(['off', 'no-microphone', 0]);
});

test('in another tab it goes on there: here it is off', async () => {
  const { session, view, meet } = await inConsultation();
  await session.joinVoice();
  meet();
  session.hearVoiceNews({ kind: 'elsewhere' });
  expect([view().status, view().problem, browser.tracks[0]?.readyState]).toEqual(['off', 'elsewhere', 'ended']);
});

test('a listener is asked for no microphone until they are to be heard, and lets it go when they only listen again', async () => {
  const { session, view, meet, sent } = await inConsultation();
  await session.listenIn();
  meet();
  expect([browser.tracks.length, view().listensOnly, connection().sent]).toEqual([0, true, 'audio']);
  expect(sent[0]).toMatchObject({ kind: 'join' });
  await session.joinVoice();
  expect([connection().sent, view().listensOnly]).toEqual([browser.tracks[0], false]);
  await session.listenIn();
  expect([connection().sent, browser.tracks[0]?.readyState, view().status]).toEqual([null, 'ended', 'on']);
});
