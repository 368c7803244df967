import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isHeard, type TalkStanding } from '../../shared/consultation-members.ts';
import type { VoiceRequest } from '../../shared/voice.ts';
import type { PersonKey } from '../lib/principal.ts';
import { createIceService } from '../voice/ice-service.ts';
import { createConsultationVoice, type VoiceSeat } from './consultation-voice.ts';

const ANNA: VoiceSeat = { party: 'customer', person: 'customer:anna' as PersonKey };
const ELENA: VoiceSeat = { party: 'consultant', person: 'staff:elena' as PersonKey };
const signal = { candidates: [{ candidate: 'candidate:1 1 udp 2113937151 192.0.2.1 5000 typ host' }] };

/** A link that remembers what it was sent. */
class FakeLink {
  readonly got: { kind?: string; parties?: string[] }[] = [];
  send(_type: string, message: object) {
    this.got.push(message);
  }
  kinds() {
    return this.got.flatMap(({ kind }) => kind ?? []);
  }
  lastParties() {
    return this.got.findLast(({ parties }) => parties)?.parties;
  }
}

function consultation() {
  const standing: { now: TalkStanding } = { now: { supervisor: null, isHeld: false } };
  const seats = new Map<FakeLink, VoiceSeat>();
  const voice = createConsultationVoice(
    seats,
    createIceService({ urls: ['turn:t.example'], secret: 'x'.repeat(32), relayOnly: false }, () => new Date(0)),
    (speaker, listener) => isHeard(speaker, listener, standing.now),
  );
  const come = (seat: VoiceSeat) => {
    const link = new FakeLink();
    seats.set(link, seat);
    return link;
  };
  const ask = (link: FakeLink, request: VoiceRequest) => voice.handle(link, request);
  const join = (link: FakeLink, call = randomUUID()) => {
    expect(ask(link, { kind: 'join', call, muted: false })).toBeNull();
    return call;
  };
  return { seats, voice, come, ask, join, standing };
}

test('who joins is told who is there and how to reach them; who is there is told who came', () => {
  const { come, join } = consultation();
  const [anna, elena] = [come(ANNA), come(ELENA)];
  const annas = join(anna);
  expect(elena.got).toEqual([{ parties: ['customer'] }]);
  const elenas = join(elena);
  expect(elena.got[1]).toMatchObject({
    kind: 'joined',
    peers: [{ call: annas, party: 'customer', muted: false, isHeard: true, hears: true }],
    ice: { servers: [{ urls: ['turn:t.example'], username: expect.stringMatching(/^3600:/) }] },
  });
  expect(anna.got).toContainEqual({
    kind: 'peer',
    peer: { call: elenas, party: 'consultant', muted: false, isHeard: true, hears: true },
  });
  expect(anna.lastParties()).toEqual(['customer', 'consultant']);
});

test('a signal goes to the voice it names and to nobody else', () => {
  const { come, ask, join } = consultation();
  const [anna, otherTab, elena] = [come(ANNA), come(ANNA), come(ELENA)];
  const [annas, elenas] = [join(anna), join(elena)];
  const before = otherTab.got.length;
  expect(ask(anna, { kind: 'signal', to: elenas, signal })).toBeNull();
  expect(elena.got.at(-1)).toEqual({ kind: 'signal', from: annas, signal });
  expect(otherTab.got).toHaveLength(before);
  expect(ask(anna, { kind: 'signal', to: annas, signal })).toBe('voice-peer-unknown');
  expect(ask(anna, { kind: 'signal', to: randomUUID(), signal })).toBe('voice-peer-unknown');
});

test('who has not joined by voice signals to nobody, and is sent no signals', () => {
  const { come, ask, join } = consultation();
  const [anna, elena] = [come(ANNA), come(ELENA)];
  const elenas = join(elena);
  for (const request of [
    { kind: 'signal', to: elenas, signal },
    { kind: 'muted', muted: true },
    { kind: 'renew' },
    { kind: 'leave' },
  ] as const) {
    expect(ask(anna, request)).toBe('voice-not-joined');
  }
  expect(anna.kinds()).toEqual([]);
  join(anna);
  expect(ask(anna, { kind: 'signal', to: elenas, signal })).toBeNull();
  expect(ask(anna, { kind: 'leave' })).toBeNull();
  expect(ask(elena, { kind: 'signal', to: randomUUID(), signal })).toBe('voice-peer-unknown');
});

test('a lost link comes back with its call; the other is not told that it left', () => {
  const { seats, voice, come, join } = consultation();
  const [anna, elena] = [come(ANNA), come(ELENA)];
  const annas = join(anna);
  join(elena);
  voice.drop(anna);
  seats.delete(anna);
  expect(elena.got).toContainEqual({ kind: 'gone', call: annas, left: false });
  expect(elena.lastParties()).toEqual(['consultant']);
  join(come(ANNA), annas);
  expect(elena.kinds().at(-1)).toBe('peer');
  expect(elena.kinds().filter((kind) => kind === 'gone')).toHaveLength(1);
});

test('a person has one voice: another tab takes over, and goes on with the same call where it has it', () => {
  const { come, ask, join } = consultation();
  const [first, second, elena] = [come(ANNA), come(ANNA), come(ELENA)];
  const elenas = join(elena);
  const call = join(first);
  join(second);
  expect(first.kinds().at(-1)).toBe('elsewhere');
  expect(elena.kinds().slice(-2)).toEqual(['gone', 'peer']);
  expect(elena.got).toContainEqual({ kind: 'gone', call, left: true });
  expect(ask(first, { kind: 'signal', to: elenas, signal })).toBe('voice-not-joined');
});

test('who begins anew by the same link is another voice, and the earlier one has left', () => {
  const { come, ask, join } = consultation();
  const [anna, elena] = [come(ANNA), come(ELENA)];
  const before = join(anna);
  join(elena);
  const after = join(anna);
  expect(elena.got).toContainEqual({ kind: 'gone', call: before, left: true });
  expect(ask(elena, { kind: 'signal', to: before, signal })).toBe('voice-peer-unknown');
  expect(ask(elena, { kind: 'signal', to: after, signal })).toBeNull();
});

test("nobody speaks by another's call", () => {
  const { come, ask, join } = consultation();
  const [anna, elena] = [come(ANNA), come(ELENA)];
  const annas = join(anna);
  expect(ask(elena, { kind: 'join', call: annas, muted: false })).toBe('voice-call-taken');
  expect(anna.kinds()).toEqual(['joined']);
  join(elena);
});

test('muting is told to the others', () => {
  const { come, ask, join } = consultation();
  const [anna, elena] = [come(ANNA), come(ELENA)];
  const annas = join(anna);
  join(elena);
  expect(ask(anna, { kind: 'muted', muted: true })).toBeNull();
  expect(elena.got.at(-1)).toEqual({
    kind: 'peer',
    peer: { call: annas, party: 'customer', muted: true, isHeard: true, hears: true },
  });
});
