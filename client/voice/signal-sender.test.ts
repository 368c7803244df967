import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MAX_MESSAGE_BYTES } from '../../shared/rooms.ts';
import { type Signal, Signal as SignalSchema } from '../../shared/voice.ts';
import { createSignalSender, SIGNAL_EVERY_MS } from './signal-sender.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const offer = { type: 'offer', sdp: 'v=0\r\n' } as const;
const candidate = (port: number, address = '192.0.2.1') => ({
  candidate: `candidate:1 1 udp 2113937151 ${address} ${port} typ host`,
});

function sending() {
  const sent: { to: string; signal: Signal; atMs: number }[] = [];
  return { sent, sender: createSignalSender((to, signal) => sent.push({ to, signal, atMs: Date.now() })) };
}

test('a description goes first, its candidates together after it, and no two messages within the time between', async () => {
  const { sent, sender } = sending();
  sender.offer('anna', candidate(1));
  sender.describe('anna', offer);
  for (let port = 2; port <= 12; port++) sender.offer('anna', candidate(port));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent.map(({ signal }) => signal.candidates?.length ?? 'description')).toEqual(['description', 8, 4]);
  expect(sent.slice(1).every(({ atMs }, index) => atMs - (sent[index]?.atMs ?? 0) >= SIGNAL_EVERY_MS)).toBe(true);
});

test('however long candidates are, a message fits the wire', async () => {
  const { sent, sender } = sending();
  for (let port = 1; port <= 16; port++) sender.offer('anna', candidate(port, 'x'.repeat(300)));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent.flatMap(({ signal }) => signal.candidates ?? [])).toHaveLength(16);
  for (const { signal } of sent) {
    expect(JSON.stringify(signal).length).toBeLessThan(MAX_MESSAGE_BYTES - 500);
    expect((signal.candidates ?? []).length).toBeLessThanOrEqual(8);
  }
  expect(SignalSchema.safeParse({ candidates: [candidate(1)] }).success).toBe(true);
});

test('several are served in turn, and who has left is sent nothing more', async () => {
  const { sent, sender } = sending();
  sender.describe('anna', offer);
  sender.describe('boris', offer);
  sender.forget('anna');
  sender.describe('vera', offer);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent.map(({ to }) => to)).toEqual(['boris', 'vera']);
});
