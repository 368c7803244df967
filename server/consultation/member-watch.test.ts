import type { Client } from '@colyseus/core';
import { expect, test } from 'vitest';
import type { Party } from '../../shared/consultation-members.ts';
import { ConsultationState } from '../../shared/room-state.ts';
import type { PersonKey } from '../lib/principal.ts';
import type { TalkCompany } from './consultation-service.ts';
import { createMemberWatch } from './member-watch.ts';

const NOBODY: TalkCompany = { isOpen: true, isHeld: false, supervisor: null, members: [] };
const BOSS: TalkCompany = { ...NOBODY, supervisor: 'listening', members: [{ party: 'supervisor', subject: 'boss' }] };

function watched() {
  const now: { company: TalkCompany | Error } = { company: NOBODY };
  const seats = new Map<Client, { readonly party: Party; readonly person: PersonKey }>();
  const [kept, gone, sentAway, changes]: [unknown[], string[], Client[], boolean[]] = [[], [], [], []];
  const errors: unknown[] = [];
  const told = { ends: 0 };
  const state = new ConsultationState();
  const watch = createMemberWatch({
    consultationId: 'one',
    consultations: {
      company: async () => {
        if (now.company instanceof Error) throw now.company;
        return now.company;
      },
      keepLinked: async (_id, subjects) => void kept.push(subjects),
    },
    seats,
    state,
    onGone: (person) => void gone.push(person),
    sendAway: (link) => void sentAway.push(link),
    onChange: (isHearingChanged) => void changes.push(isHearingChanged),
    onEnded: () => {
      told.ends++;
      state.ended = true;
    },
    onError: (error) => errors.push(error),
  });
  const link = {} as Client;
  const come = (party: Party, person: PersonKey) => {
    seats.set(link, { party, person });
    return link;
  };
  return { now, seats, kept, gone, sentAway, changes, errors, told, state, watch, come };
}

test('who is in is kept as linked while they have a link, and no longer', async () => {
  const { now, seats, kept, watch, come } = watched();
  now.company = BOSS;
  await watch.refresh();
  await watch.look();
  expect(kept).toEqual([]);
  come('supervisor', 'staff:boss');
  await watch.look();
  expect(kept).toEqual([['boss']]);
  seats.clear();
  await watch.look();
  expect(kept).toHaveLength(1);
});

test('what no event has told, and what could not be read at first, is known with the next look: who is out, and the end', async () => {
  const { now, sentAway, errors, told, watch, come } = watched();
  now.company = BOSS;
  const link = come('supervisor', 'staff:boss');
  await watch.look();
  now.company = new Error('no database');
  await watch.look();
  expect([sentAway, errors]).toEqual([[], [now.company]]);
  now.company = NOBODY;
  await watch.look();
  expect([sentAway, told.ends]).toEqual([[link], 0]);
  now.company = { ...NOBODY, isOpen: false };
  await watch.look();
  await watch.look();
  expect(told.ends).toBe(1);
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
