import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsultationPhase } from '../../shared/consultation.ts';
import { isOpenPhase, type PhaseEventKind, phaseAfter, replayPhase } from './phase-rules.ts';

const KINDS: readonly PhaseEventKind[] = [
  'called',
  'greeted',
  'begun',
  'held',
  'resumed',
  'ended',
  'transferred',
  'missed',
  'closed',
];
const run = (...kinds: PhaseEventKind[]) =>
  kinds.reduce<ConsultationPhase | null>((phase, kind) => phaseAfter(phase, kind), null);

test('a consultation is called, greeted, talked, held, wrapped up and closed', () => {
  expect(run('called')).toBe('called');
  expect(run('called', 'greeted', 'begun', 'held')).toBe('held');
  expect(run('called', 'greeted', 'begun', 'held', 'resumed', 'ended')).toBe('wrap-up');
  expect(run('called', 'greeted', 'begun', 'transferred', 'closed')).toBe('closed');
});

test('who has come is no no-show; who has not leaves nothing to wrap up', () => {
  expect(run('called', 'missed')).toBe('closed');
  expect(run('called', 'greeted', 'missed')).toBeNull();
});

test('what is closed stays closed, and what has ended is never open again', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...KINDS), { maxLength: 30 }), (kinds) => {
      let phase: ConsultationPhase | null = null;
      let hasEnded = false;
      for (const kind of kinds) {
        const next = phaseAfter(phase, kind);
        if (phase === 'closed') expect(next).toBeNull();
        phase = next ?? phase;
        if (hasEnded && phase) expect(isOpenPhase(phase)).toBe(false);
        hasEnded ||= phase !== null && !isOpenPhase(phase);
      }
    }),
  );
});

test('a trail tells the phase, and one with a gap tells nothing', () => {
  expect(replayPhase([{ kind: 'called' }, { kind: 'greeted' }, { kind: 'begun' }])).toBe('talk');
  expect(replayPhase([{ kind: 'called' }, { kind: 'ended' }, { kind: 'closed', code: 'solved' }])).toBe('closed');
  expect(replayPhase([{ kind: 'greeted' }])).toBeNull();
  expect(replayPhase([{ kind: 'called' }, { kind: 'closed', code: 'solved' }])).toBeNull();
});
