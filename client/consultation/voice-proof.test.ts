import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createVoiceProof, type VoiceProof } from './voice-proof.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function proof() {
  const told: (readonly string[])[] = [];
  let shown: VoiceProof = { voicePrints: {}, isVoiceUnproven: false };
  const voice = createVoiceProof({
    tell: (prints) => told.push(prints),
    onChange: (next) => {
      shown = next;
    },
  });
  return { voice, told, shown: () => shown };
}
const leaf = (member: string) => ({
  party: 'customer' as const,
  member,
  leafIndex: 0,
  signatureKey: new Uint8Array(32),
});

test('one’s own keys are told once, again to who comes, and taken back with the voice', () => {
  const { voice, told } = proof();
  voice.lookAt([leaf('anna')]);
  voice.show({ own: ['A'], heard: [] });
  voice.show({ own: ['A'], heard: [] });
  expect(told).toEqual([['A']]);
  voice.lookAt([leaf('anna'), leaf('elena')]);
  expect(told).toEqual([['A'], ['A']]);
  voice.show({ own: [], heard: [] });
  expect(told.at(-1)).toEqual([]);
});

test('a voice by keys that its owner tells of is proven; by others it is not, after a while', () => {
  const { voice, shown } = proof();
  voice.lookAt([leaf('anna'), leaf('elena')]);
  voice.show({ own: ['A'], heard: ['E'] });
  vi.advanceTimersByTime(19_000);
  expect(shown().isVoiceUnproven).toBe(false);
  voice.hear('elena', ['E']);
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual({ voicePrints: { elena: ['E'] }, isVoiceUnproven: false });
  voice.show({ own: ['A'], heard: ['X'] });
  vi.advanceTimersByTime(21_000);
  expect(shown().isVoiceUnproven).toBe(true);
  voice.hear('elena', ['E', 'X']);
  expect(shown().isVoiceUnproven).toBe(false);
});

test('what a member told goes with them', () => {
  const { voice, shown } = proof();
  voice.lookAt([leaf('anna'), leaf('elena')]);
  voice.hear('elena', ['E']);
  voice.lookAt([leaf('anna')]);
  voice.hear('anna', ['A']);
  expect(shown().voicePrints).toEqual({ anna: ['A'] });
});
