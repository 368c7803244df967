import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Signal } from '../../shared/voice.ts';
import { candidate, FakeConnection } from './testing/fake-connection.ts';
import { createVoiceMesh, type VoiceMesh } from './voice-mesh.ts';

/** Two meshes whose signals reach each other, unless the network is cut. */
function twoMeshes() {
  const network = { isCut: false, sent: [] as Signal[] };
  const ice = { servers: [{ urls: ['turn:t.example'], username: '1:a', credential: 'b' }], relayOnly: false };
  const meshes: Record<string, VoiceMesh> = {};
  const states: Record<string, string[]> = { anna: [], elena: [] };
  const played: Record<string, unknown[]> = { anna: [], elena: [] };
  for (const self of ['anna', 'elena']) {
    meshes[self] = createVoiceMesh({
      self,
      ice,
      connect: (configuration) => new FakeConnection(configuration) as unknown as RTCPeerConnection,
      send(to, signal) {
        network.sent.push(signal);
        const copy: Signal = JSON.parse(JSON.stringify(signal));
        // On its way for a while: two offers may cross.
        if (!network.isCut) setTimeout(() => meshes[to]?.receive(self, copy), 30);
      },
      onVoice: (_id, stream) => played[self]?.push(stream),
      onState: (_id, state) => states[self]?.push(state),
    });
  }
  const { anna, elena } = meshes as { anna: VoiceMesh; elena: VoiceMesh };
  const fakeOf = (mesh: VoiceMesh, other: string) => mesh.connectionOf(other) as unknown as FakeConnection;
  return { network, anna, elena, states, played, fakes: () => [fakeOf(anna, 'elena'), fakeOf(elena, 'anna')] as const };
}
const microphone = (name: string) => ({ name }) as unknown as MediaStreamTrack;
const settle = () => vi.advanceTimersByTimeAsync(5000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => null });
  FakeConnection.made = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('two who meet agree on one offer, with one line for both ways, and each speaks by it', async () => {
  const { anna, elena, fakes } = twoMeshes();
  anna.say(microphone('of anna'));
  elena.say(microphone('of elena'));
  anna.add('elena');
  elena.add('anna');
  await settle();
  const [annas, elenas] = fakes();
  expect(annas.agreed).not.toBeNull();
  expect(elenas.agreed).toBe(annas.agreed);
  expect([annas.getTransceivers().length, elenas.getTransceivers().length]).toEqual([1, 1]);
  expect([annas.getTransceivers()[0]?.direction, annas.sent, elenas.sent]).toEqual([
    'sendrecv',
    microphone('of anna'),
    microphone('of elena'),
  ]);
});

test('what is signalled keeps the rules of the wire: no address in a description', async () => {
  const { anna, elena, network } = twoMeshes();
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(network.sent.length).toBeGreaterThan(2);
  for (const signal of network.sent) expect(Signal.safeParse(signal).success).toBe(true);
  expect(network.sent.flatMap(({ candidates }) => candidates ?? [])).toHaveLength(2);
});

test('where both begin anew at once, one gives way and they agree all the same', async () => {
  const { anna, elena, fakes } = twoMeshes();
  anna.add('elena');
  elena.add('anna');
  await settle();
  const [annas, elenas] = fakes();
  const before = annas.agreed;
  annas.restartIce();
  elenas.restartIce();
  await settle();
  expect(annas.agreed).not.toBe(before);
  expect(elenas.agreed).toBe(annas.agreed);
  expect([annas.signalingState, elenas.signalingState]).toEqual(['stable', 'stable']);
});

test('a way that fails is looked for again at once, one that falters after some seconds', async () => {
  const { anna, elena, states, fakes } = twoMeshes();
  anna.add('elena');
  elena.add('anna');
  await settle();
  const [annas, elenas] = fakes();
  annas.to('connected');
  annas.to('failed');
  expect(annas.restarts).toBe(1);
  elenas.to('disconnected');
  await vi.advanceTimersByTimeAsync(2900);
  expect(elenas.restarts).toBe(0);
  await vi.advanceTimersByTimeAsync(200);
  expect(elenas.restarts).toBe(1);
  expect(states).toEqual({ anna: ['connected', 'lost'], elena: ['lost'] });
  annas.to('disconnected');
  annas.to('connected');
  await settle();
  expect(annas.restarts).toBe(1);
});

test('an offer that was lost with the link is said again when the link is back', async () => {
  const { anna, elena, network, fakes } = twoMeshes();
  network.isCut = true;
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(fakes().map(({ agreed }) => agreed)).toEqual([null, null]);
  network.isCut = false;
  elena.resume();
  await settle();
  const [annas, elenas] = fakes();
  expect(elenas.agreed).not.toBeNull();
  expect(annas.agreed).toBe(elenas.agreed);
});

test('muted is muted: no connection has a track, those that are made later neither', async () => {
  const { anna, elena, fakes } = twoMeshes();
  anna.say(microphone('of anna'));
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(fakes()[0].sent).toEqual(microphone('of anna'));
  anna.say(null);
  await settle();
  expect(fakes()[0].sent).toBeNull();
  anna.remove('elena');
  elena.remove('anna');
  anna.add('elena');
  elena.add('anna');
  await settle();
  expect(fakes()[0].agreed).not.toBeNull();
  expect(fakes()[0].sent ?? null).toBeNull();
});

test('fresh credentials are used for what is looked for next, and a relay is kept to', async () => {
  const { anna, fakes } = twoMeshes();
  anna.add('elena');
  expect(fakes()[0].configuration).toMatchObject({ iceTransportPolicy: 'all', iceServers: [{ username: '1:a' }] });
  anna.renew({ servers: [{ urls: ['turn:t.example'], username: '2:a', credential: 'c' }], relayOnly: true });
  expect(fakes()[0].configuration).toMatchObject({ iceTransportPolicy: 'relay', iceServers: [{ username: '2:a' }] });
});

test('signals of a stranger and of who has left change nothing', async () => {
  const { anna, elena } = twoMeshes();
  anna.receive('stranger', { candidates: [candidate] });
  anna.add('elena');
  elena.add('anna');
  anna.remove('elena');
  await settle();
  expect(anna.ids()).toEqual([]);
  expect(FakeConnection.made).toHaveLength(2);
  expect(FakeConnection.made[0]?.connectionState).toBe('closed');
});

test('a listener sends nothing and has a line that only takes; whatever came from it would not be played', async () => {
  const { anna, elena, played, fakes } = twoMeshes();
  anna.say(microphone('of anna'));
  elena.say(microphone('of elena'));
  anna.add('elena', { speaks: false, hears: true });
  elena.add('anna', { speaks: true, hears: false });
  await settle();
  const [annas, elenas] = fakes();
  const lines = () => [annas, elenas].map((one) => one.getTransceivers()[0]?.direction);
  expect([lines(), annas.sent ?? null, elenas.sent]).toEqual([['recvonly', 'sendonly'], null, microphone('of elena')]);
  const [ofAnna, ofElena] = [{ name: 'anna' }, { name: 'elena' }];
  annas.ontrack?.({ track: {}, streams: [ofElena] });
  elenas.ontrack?.({ track: {}, streams: [ofAnna] });
  expect(played).toEqual({ anna: [ofElena], elena: [] });

  const before = annas.agreed;
  anna.add('elena', { speaks: true, hears: true });
  elena.add('anna', { speaks: true, hears: true });
  expect([lines(), annas.sent]).toEqual([['sendrecv', 'sendrecv'], microphone('of anna')]);
  expect(played).toMatchObject({ elena: [ofAnna] });
  await settle();
  expect([annas.agreed === before, annas.agreed === elenas.agreed]).toEqual([false, true]);

  anna.add('elena', { speaks: false, hears: false });
  expect([lines()[0], annas.sent, played.anna?.at(-1)]).toEqual(['inactive', null, null]);
  expect(FakeConnection.made).toHaveLength(2);
});
