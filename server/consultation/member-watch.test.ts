import type { Client } from '@colyseus/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Party } from '../../shared/consultation-members.ts';
import { ConsultationState } from '../../shared/room-state.ts';
import type { PersonKey } from '../lib/principal.ts';
import { UNLINKED_AFTER_MS } from './consultation-rules.ts';
import type { TalkCompany } from './consultation-service.ts';
import { createMemberWatch } from './member-watch.ts';

const NOBODY: TalkCompany = { isHeld: false, supervisor: null, members: [] };
const BOSS: TalkCompany = { ...NOBODY, supervisor: 'listening', members: [{ party: 'supervisor', subject: 'boss' }] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
  const now = { company: NOBODY };
  const seats = new Map<Client, { readonly party: Party; readonly person: PersonKey }>();
  const [dropped, gone, sentAway, changes]: [string[], string[], Client[], boolean[]] = [[], [], [], []];
  const state = new ConsultationState();
  const watch = createMemberWatch({
    consultationId: 'one',
    consultations: {
      company: async () => now.company,
      dropUnlinked: async (_id, subject) => void dropped.push(subject),
    },
    seats,
    state,
    onGone: (person) => void gone.push(person),
    sendAway: (link) => void sentAway.push(link),
    onChange: (isHearingChanged) => void changes.push(isHearingChanged),
    onError: (error) => expect.fail(String(error)),
  });
  const link = {} as Client;
  const come = (party: Party, person: PersonKey) => {
    seats.set(link, { party, person });
    return link;
  };
  return { now, seats, dropped, gone, sentAway, changes, state, watch, come };
}

test('who is in and has had no link for too long is out; who comes back in time is not', async () => {
  const { now, seats, dropped, watch, come } = watched();
  now.company = BOSS;
  await watch.refresh();
  await vi.advanceTimersByTimeAsync(UNLINKED_AFTER_MS - 1);
  come('supervisor', 'staff:boss');
  await vi.advanceTimersByTimeAsync(UNLINKED_AFTER_MS);
  expect(dropped).toEqual([]);
  seats.clear();
  watch.watchUnlinked();
  await vi.advanceTimersByTimeAsync(UNLINKED_AFTER_MS - 1);
  expect(dropped).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(dropped).toEqual(['boss']);
});

test('a link of who is out is closed; those of the two are not, nor that of the same subject at the other issuer let in', async () => {
  const { now, gone, sentAway, state, watch, come } = watched();
  now.company = BOSS;
  const link = come('supervisor', 'staff:boss');
  await watch.refresh();
  expect([sentAway, state.supervisor]).toEqual([[], 'listening']);
  now.company = NOBODY;
  await watch.refresh();
  expect([sentAway, gone, state.supervisor]).toEqual([[link], ['staff:boss'], '']);
  come('consultant', 'staff:elena');
  await watch.refresh();
  expect(sentAway).toHaveLength(1);
  now.company = BOSS;
  await watch.refresh();
  const common = { sessionId: 's', legalName: 'n', pseudonym: 'p', subject: 'boss' };
  expect(watch.mayEnter({ kind: 'staff', roles: [], ...common }, 'supervisor')).toBe(true);
  expect(watch.mayEnter({ kind: 'staff', roles: [], ...common }, 'colleague')).toBe(false);
  expect(watch.mayEnter({ kind: 'customer', ...common }, 'supervisor')).toBe(false);
});

test('voices are told anew only where who hears whom has changed', async () => {
  const { now, changes, watch } = watched();
  await watch.refresh();
  now.company = { ...NOBODY, members: [{ party: 'colleague', subject: 'james' }] };
  await watch.refresh();
  now.company = { ...NOBODY, isHeld: true };
  await watch.refresh();
  now.company = BOSS;
  await watch.refresh();
  expect(changes).toEqual([false, false, true, true]);
});
