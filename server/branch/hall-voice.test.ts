import { beforeEach, expect, test } from 'vitest';
import type { HallVoiceRequest } from '../../shared/hall-voice.ts';
import type { PersonKey } from '../lib/principal.ts';
import { createIceService } from '../voice/ice-service.ts';
import type { VoiceReport } from '../voice/voice-report-store.ts';
import { createHallVoice, type HallSeat } from './hall-voice.ts';

const RELAY = { urls: ['turn:t.example'], secret: 'x'.repeat(32), relayOnly: false };
const relay = 'candidate:1 1 udp 33562367 198.51.100.3 50211 typ relay raddr 0.0.0.0 rport 0';
const signal = { candidates: [{ candidate: relay }] };

class FakeLink {
  readonly got: { kind: string; avatarIds?: number[] }[] = [];
  send(_type: string, message: object) {
    this.got.push(message as { kind: string });
  }
  near() {
    return this.got.findLast(({ kind }) => kind === 'near')?.avatarIds;
  }
}
const places = new Map<number, { x: number; z: number; booth: string | null }>();
const talking = new Set<PersonKey>();
beforeEach(() => {
  places.clear();
  talking.clear();
});

function hall(turn: typeof RELAY | null = RELAY) {
  const seats = new Map<FakeLink, HallSeat>();
  const reports: VoiceReport[] = [];
  const voice = createHallVoice({
    branchId: 'flagship',
    seats,
    branch: { placeOf: (slot) => places.get(slot) },
    isTalking: (person) => talking.has(person),
    ice: createIceService(turn, () => new Date(0)),
    report: (report) => reports.push(report),
  });
  const come = (avatarId: number, x: number, isOn = true, slot: number | null = avatarId) => {
    const link = new FakeLink();
    seats.set(link, { avatarId, person: `customer:${avatarId}`, slot });
    if (slot !== null) places.set(slot, { x, z: 0, booth: null });
    if (isOn) expect(voice.handle(link, { kind: 'on' })).toBeNull();
    return link;
  };
  const ask = (link: FakeLink, request: HallVoiceRequest) => voice.handle(link, request);
  return { seats, voice, reports, come, ask };
}

test('without a relay there is no voice in the hall, and none is offered', () => {
  const { voice, come, ask } = hall(null);
  const link = come(1, 0, false);
  voice.greet(link);
  expect(ask(link, { kind: 'on' })).toBe('voice-no-relay');
  expect(link.got).toEqual([]);
  const relayed = hall();
  const other = relayed.come(1, 0, false);
  relayed.voice.greet(other);
  expect(other.got).toEqual([{ kind: 'offered' }]);
});

test('who switches it on is to go by the relay alone, with credentials of their own', () => {
  const { come } = hall();
  expect(come(1, 0).got[0]).toMatchObject({
    kind: 'on',
    ice: { relayOnly: true, servers: [{ username: expect.stringMatching(/^3600:/) }] },
  });
});

test('it is off until it is switched on: who has not is heard by nobody, and signals to nobody', () => {
  const { come, ask } = hall();
  const [on, off] = [come(1, 0), come(2, 1, false)];
  expect(on.near()).toBeUndefined();
  expect(ask(off, { kind: 'signal', to: 1, signal })).toBe('voice-not-joined');
  expect(ask(off, { kind: 'on' })).toBeNull();
  expect([on.near(), off.near()]).toEqual([[2], [1]]);
  expect(ask(off, { kind: 'signal', to: 1, signal })).toBeNull();
  expect(on.got.at(-1)).toEqual({ kind: 'signal', from: 2, signal });
  expect(ask(off, { kind: 'off' })).toBeNull();
  expect(on.near()).toEqual([]);
});

test('signals go to who is near alone, and tell no address', () => {
  const { come, ask, voice } = hall();
  const [one, near, far] = [come(1, 0), come(2, 2), come(3, 30)];
  expect(ask(one, { kind: 'signal', to: 2, signal })).toBeNull();
  const before = far.got.length;
  expect(ask(one, { kind: 'signal', to: 3, signal })).toBe('voice-peer-unknown');
  expect(ask(one, { kind: 'signal', to: 1, signal })).toBe('voice-peer-unknown');
  const host = { candidates: [{ candidate: 'candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host' }] };
  expect(ask(one, { kind: 'signal', to: 2, signal: host })).toBe('voice-address-told');
  expect(far.got).toHaveLength(before);
  expect(JSON.stringify(near.got)).not.toContain('192.0.2.1');
  places.set(3, { x: 3, z: 0, booth: null });
  voice.look();
  expect(ask(one, { kind: 'signal', to: 3, signal })).toBeNull();
});

test('who goes away, leaves, or begins a consultation is not connected any more', () => {
  const { seats, voice, come } = hall();
  const [one, two] = [come(1, 0), come(2, 2)];
  talking.add('customer:2');
  voice.look();
  expect([one.near(), two.near()]).toEqual([[], []]);
  talking.clear();
  voice.look();
  expect(one.near()).toEqual([2]);
  voice.drop(two);
  seats.delete(two);
  expect(one.near()).toEqual([]);
});

test('a block parts both, outlasts a lost link, and can be taken back', () => {
  const { seats, voice, come, ask } = hall();
  const [one, two] = [come(1, 0), come(2, 2)];
  expect(ask(one, { kind: 'block', avatarId: 2, blocked: true })).toBeNull();
  expect([one.near(), two.near()]).toEqual([[], []]);
  expect(ask(two, { kind: 'signal', to: 1, signal })).toBe('voice-peer-unknown');
  voice.drop(two);
  seats.delete(two);
  const again = come(2, 2);
  expect(again.near()).toBeUndefined();
  expect(ask(one, { kind: 'block', avatarId: 2, blocked: false })).toBeNull();
  expect([one.near(), again.near()]).toEqual([[2], [1]]);
});

test('a report is recorded once, with who and whom and why, and blocks; nobody is reported unheard', () => {
  const { reports, come, ask } = hall();
  const [one, two, far] = [come(1, 0), come(2, 2), come(3, 40)];
  expect(ask(one, { kind: 'report', avatarId: 3, reason: 'abuse' })).toBe('voice-peer-unknown');
  expect(ask(one, { kind: 'report', avatarId: 1, reason: 'abuse' })).toBe('voice-peer-unknown');
  expect(ask(one, { kind: 'report', avatarId: 2, reason: 'abuse' })).toBeNull();
  expect(ask(one, { kind: 'report', avatarId: 2, reason: 'fraud' })).toBeNull();
  expect(reports).toMatchObject([
    { branchId: 'flagship', reporter: 'customer:1', reported: 'customer:2', reason: 'abuse' },
  ]);
  expect([one.near(), two.near(), far.near()]).toEqual([[], [], undefined]);
  expect(one.got.at(-1)).toEqual({ kind: 'reported', avatarId: 2 });
});

test('who has no body has no place to be heard from', () => {
  const { come, ask } = hall();
  expect(ask(come(1, 0, false, null), { kind: 'on' })).toBe('voice-not-joined');
});
