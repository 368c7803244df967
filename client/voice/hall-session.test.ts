import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HallVoiceRequest } from '../../shared/hall-voice.ts';
import { type FakeBrowser, FakePeerConnection, stubBrowser } from './testing/fake-browser.ts';

let browser: FakeBrowser;
beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  browser = stubBrowser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const ice = { servers: [{ urls: ['turn:t.example'], username: '1:a', credential: 'b' }], relayOnly: false };

/** Somebody in a hall, whose avatar is 7. */
async function inHall() {
  const session = await import('./hall-session.ts');
  const { useHallVoice } = await import('./hall-store.ts');
  const sent: HallVoiceRequest[] = [];
  const channel = { avatarId: () => 7, send: (request: HallVoiceRequest) => void sent.push(request) };
  const detach = session.attachHall(channel);
  const switchOn = async () => {
    await session.joinHall();
    session.hearHallNews({ kind: 'on', ice });
  };
  return { session, channel, detach, view: () => useHallVoice.getState(), sent, switchOn };
}
const connection = () => FakePeerConnection.open[0] as FakePeerConnection;
const tell = (candidate: string) =>
  connection().onicecandidate?.({ candidate: { candidate, toJSON: () => ({ candidate, sdpMid: '0' }) } });

test('it is off until it is switched on, and asks for no microphone before', async () => {
  const { session, view, sent, switchOn } = await inHall();
  session.hearHallNews({ kind: 'offered' });
  await vi.advanceTimersByTimeAsync(5000);
  expect([view().status, sent, browser.tracks]).toEqual(['off', [], []]);
  await switchOn();
  expect([view().status, sent, browser.tracks.length]).toEqual(['on', [{ kind: 'on' }], 1]);
});

test('connections go by the relay alone, whatever the server says, and only its addresses are told', async () => {
  const { session, sent, switchOn } = await inHall();
  await switchOn();
  session.hearHallNews({ kind: 'near', avatarIds: [3] });
  expect(connection().configuration).toMatchObject({ iceTransportPolicy: 'relay', iceServers: [{ username: '1:a' }] });
  tell('candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host');
  tell('candidate:1 1 udp 33562367 198.51.100.3 50211 typ relay raddr 203.0.113.7 rport 46154');
  await vi.advanceTimersByTimeAsync(5000);
  const told = JSON.stringify(sent.filter(({ kind }) => kind === 'signal'));
  expect(told).toContain('198.51.100.3');
  expect(told).not.toMatch(/192\.0\.2\.1|203\.0\.113\.7|46154/);
});

test('who goes away is no longer connected; who is still near stays', async () => {
  const { session, view, switchOn } = await inHall();
  await switchOn();
  session.hearHallNews({ kind: 'near', avatarIds: [3, 4] });
  const [third] = FakePeerConnection.open;
  session.hearHallNews({ kind: 'near', avatarIds: [3] });
  expect(FakePeerConnection.open).toEqual([third]);
  expect(view().near.map(({ avatarId }) => avatarId)).toEqual([3]);
});

test('muted, nothing of the microphone is sent', async () => {
  const { session, switchOn } = await inHall();
  await switchOn();
  session.hearHallNews({ kind: 'near', avatarIds: [3] });
  expect(connection().sent).toBe(browser.tracks[0]);
  session.muteHall(true);
  expect([connection().sent, browser.tracks[0]?.enabled]).toEqual([null, false]);
});

test('another link is another body: all begins anew; the last one’s end lets the microphone go', async () => {
  const { session, channel, sent, switchOn } = await inHall();
  await switchOn();
  session.hearHallNews({ kind: 'near', avatarIds: [3] });
  const detach = session.attachHall({ ...channel });
  expect([FakePeerConnection.open.length, sent.filter(({ kind }) => kind === 'on').length]).toEqual([0, 2]);
  expect(browser.tracks[0]?.readyState).toBe('live');
  detach();
  expect(browser.tracks[0]?.readyState).toBe('ended');
});

test('a block is told to the server and can be taken back', async () => {
  const { session, view, sent, switchOn } = await inHall();
  await switchOn();
  session.blockOther(3, true);
  expect([view().blocked, sent.at(-1)]).toEqual([[3], { kind: 'block', avatarId: 3, blocked: true }]);
  session.blockOther(3, false);
  expect([view().blocked, sent.at(-1)]).toEqual([[], { kind: 'block', avatarId: 3, blocked: false }]);
});
