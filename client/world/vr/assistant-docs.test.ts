import { expect, test } from 'vitest';
import type { Draft, Turn } from '../../../shared/assistant.ts';
import { type AssistantKnowledge, assistantDoc } from './assistant-docs.ts';

const turn = (id: string, from: Turn['from'], text: string, more: Partial<Turn> = {}): Turn => ({
  id,
  from,
  kind: 'talk',
  text,
  sources: [],
  drafts: [],
  at: '2026-11-21T10:00:00Z',
  ...more,
});
const source = { articleId: 'lost-card', title: 'Lost or stolen card', section: null };
const TURNS = [
  turn('1', 'customer', 'first question'),
  turn('2', 'assistant', 'first answer', { kind: 'answer', sources: [source] }),
  turn('3', 'customer', 'second question'),
  turn('4', 'assistant', 'second answer', { kind: 'answer', sources: [source] }),
];
const KNOWN: AssistantKnowledge = {
  turns: TURNS,
  pending: null,
  signedIn: true,
  error: null,
  draft: { open: null, busy: false, withTalk: true, startsAt: null, free: undefined },
  isWhole: false,
  question: '',
  keys: null,
  listening: { isPossible: false, isOn: false },
  aloud: { isPossible: false, isOn: false },
};
const told = (known: Partial<AssistantKnowledge>) => JSON.stringify(assistantDoc({ ...KNOWN, ...known }, 'en'));

test('the last answer is shown with its source to press, and the whole talk where it is asked for', () => {
  expect(told({})).toContain('second answer');
  expect(told({})).not.toContain('first answer');
  expect(told({})).toContain('"id":"article:lost-card"');
  expect(told({ isWhole: true })).toContain('first answer');
});

test('a guest who has asked nothing is told that it is an AI and that nothing is kept, and shown what to ask', () => {
  const words = told({ turns: [], signedIn: false });
  expect(words).toContain('I am an AI, not a person');
  expect(words).toContain('You are not signed in');
  expect(words).toContain('"id":"example:0"');
});

test('a draft waits with its buttons until it is settled, also after a further question; without a time none can be booked', () => {
  const appointment = (state: Draft['state'], startsAt: string | null): Draft => ({
    id: 'd',
    state,
    fields: { kind: 'appointment', subject: 'a mortgage', when: null, topic: 'loans', startsAt },
  });
  const shown = (draft: Draft, startsAt: string | null, isOpen: boolean) => {
    const prepared = turn('2', 'assistant', 'prepared', { kind: 'draft', drafts: [draft] });
    const free = { timeZone: 'Europe/London', slots: [{ startsAt: '2026-11-23T09:00:00Z' }] };
    return told({
      turns: [TURNS[0], prepared, TURNS[2], TURNS[3]].filter((one) => one !== undefined),
      draft: { open: isOpen ? draft : null, busy: false, withTalk: true, startsAt, free },
    });
  };
  const at = '2026-11-23T09:00:00Z';
  const waiting = shown(appointment('open', at), at, true);
  expect(waiting).toContain('"id":"confirm","label":"Book it","tone":"primary"}');
  expect(waiting).toContain('Monday 23 November');
  expect(waiting).toContain(`"id":"slot:${at}"`);
  expect(shown(appointment('open', null), null, true)).toContain('"tone":"primary","state":"disabled"');
  expect(shown(appointment('confirmed', at), at, false)).not.toContain('"id":"confirm"');
});
