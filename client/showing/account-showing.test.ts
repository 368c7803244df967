import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Account } from '../../shared/banking.ts';
import type { PrivateMessage } from '../../shared/private-message.ts';
import { ok, type Result, refuse } from '../../shared/result.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';
import type { GroupParty } from '../../shared/sealed-talk.ts';
import { AccountsShown, SHOWN_FOR_MS, SHOWN_READ_EVERY_MS, type ShownAccount } from '../../shared/shown-accounts.ts';
import { createAccountShowing, type LetterLine, type NoteRefusal, type Showing } from './account-showing.ts';
import { readShown } from './shown-reader.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const ID = '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11';
const AT = '2026-11-22T01:00:00Z';
const pounds = (amount: string) => ({ amount, currency: 'GBP' });
const account = (id: string, identification: string): Account => ({
  id,
  name: `Account\u202e ${id}`,
  identification,
  available: pounds('10.00'),
  booked: pounds('12.00'),
  asOf: AT,
});
const [first, second] = [account('a1', '20451431926819'), account('a2', '20451455779911')];

type Hear = (entry: PrivateEntry) => void;
/** The letters that are written by it, and a way to be written to. */
function lineOf(others: readonly GroupParty[]) {
  const written: [string, PrivateMessage][] = [];
  let hear: Hear = () => {};
  const line = {
    others: () => others.map((party) => ({ party, member: party })),
    write: (member: string, message: PrivateMessage) => written.push([member, message]) > 0,
    onLetter: (listener: Hear) => {
      hear = listener;
      return () => {
        hear = () => {};
      };
    },
  } as unknown as LetterLine;
  const hears = (from: GroupParty, message: PrivateMessage) =>
    hear({ id: ID, at: AT, from: { party: from, member: from }, message });
  return { line, written, hears };
}

const EVERYBODY: readonly GroupParty[] = ['consultant', 'colleague', 'supervisor', 'recorder', 'documents'];

function customerTab(kept: readonly string[] | null = null) {
  const bank: { answer: Result<readonly Account[], string> } = { answer: ok([first, second]) };
  const trail = { answer: ok({}) as Result<unknown, NoteRefusal>, notes: [] as unknown[], gate: Promise.resolve() };
  let showing: Showing | null = null;
  let stored = kept;
  const tab = createAccountShowing({
    kept,
    keep: (ids) => {
      stored = ids;
    },
    read: async () => bank.answer,
    note: async (note) => {
      trail.notes.push(note);
      await trail.gate;
      return trail.answer;
    },
    onChange: (now) => {
      showing = now;
    },
  });
  const talk = lineOf(EVERYBODY);
  return { ...tab, ...talk, bank, trail, detach: tab.attach(talk.line), showing: () => showing, stored: () => stored };
}
const settled = () => new Promise((done) => setImmediate(done));
const later = async (ms: number) => {
  vi.advanceTimersByTime(ms);
  await settled();
};
const asked: PrivateMessage = { kind: 'accounts-asked' };
const none: PrivateMessage = { kind: 'accounts-shown', accounts: [] };

test('the consultant alone is shown what was chosen, by its last figures, after the trail has it', async () => {
  const anna = customerTab();
  await anna.show(['a1']);
  const shown: ShownAccount = {
    name: 'Account a1',
    number: '••••6819',
    available: pounds('10.00'),
    booked: pounds('12.00'),
    asOf: AT,
  };
  expect(anna.written).toEqual([['consultant', { kind: 'accounts-shown', accounts: [shown] }]]);
  expect(AccountsShown.safeParse(anna.written[0]?.[1]).success).toBe(true);
  expect(anna.trail.notes).toEqual([
    { act: 'show', accounts: 1 },
    { act: 'read', accounts: 1 },
  ]);
  expect(anna.showing()).toMatchObject({ ids: ['a1'], accounts: [shown], end: null });
  expect(anna.stored()).toEqual(['a1']);
  anna.bank.answer = ok([{ ...first, available: pounds('7.00') }, second]);
  await later(SHOWN_READ_EVERY_MS);
  expect(anna.written.at(-1)?.[1]).toMatchObject({ accounts: [{ available: pounds('7.00') }] });
  expect(anna.trail.notes).toHaveLength(3);
});

test('nothing is sent that was not chosen, nor what the trail does not take', async () => {
  const anna = customerTab();
  anna.hears('consultant', asked);
  await settled();
  expect(anna.written).toEqual([]);
  anna.trail.answer = refuse('consultation-ended');
  expect(await anna.show(['a1'])).toEqual(refuse('consultation-ended'));
  expect([anna.written, anna.showing()]).toEqual([[], null]);
});

test('stopped, it is taken back at once, and what was being read is not sent after it', async () => {
  const anna = customerTab();
  await anna.show(['a1']);
  vi.advanceTimersByTime(SHOWN_READ_EVERY_MS);
  anna.hide();
  await later(10 * SHOWN_READ_EVERY_MS);
  expect(anna.written.map(([, message]) => message).slice(1)).toEqual([none]);
  expect(anna.trail.notes.at(-1)).toEqual({ act: 'hide', why: 'stopped' });
  // The same while the trail is being told of a reading.
  await anna.show(['a1']);
  let open = () => {};
  anna.trail.gate = new Promise((resolve) => {
    open = resolve;
  });
  await later(SHOWN_READ_EVERY_MS);
  expect(anna.trail.notes.at(-1)).toEqual({ act: 'read', accounts: 1 });
  anna.hide();
  open();
  await settled();
  expect(anna.written.at(-1)?.[1]).toEqual(none);
  expect([anna.showing()?.ids, anna.stored()]).toEqual([null, null]);
});

test.each([
  ['the bank lets us read them no more', refuse('bank-sign-in-required')],
  ['the consent has them no more', ok([second])],
])('where %s, it ends by itself', async (_why, answer) => {
  const anna = customerTab();
  await anna.show(['a1']);
  anna.bank.answer = answer;
  await later(SHOWN_READ_EVERY_MS);
  expect(anna.written.at(-1)).toEqual(['consultant', none]);
  expect(anna.trail.notes.at(-1)).toEqual({ act: 'hide', why: 'consent-lost' });
  expect(anna.showing()).toMatchObject({ ids: null, end: 'consent-lost' });
});

test('where another tab has stopped it, or the talk is over, this one stops; a bank that is slow it asks again', async () => {
  const anna = customerTab();
  await anna.show(['a1']);
  anna.bank.answer = refuse('bank-unavailable');
  await later(SHOWN_READ_EVERY_MS);
  expect(anna.written).toHaveLength(1);
  anna.bank.answer = ok([first]);
  await later(SHOWN_READ_EVERY_MS);
  expect(anna.written).toHaveLength(2);
  anna.trail.answer = refuse('not-shown');
  await later(SHOWN_READ_EVERY_MS);
  expect(anna.written.at(-1)).toEqual(['consultant', none]);
  expect(anna.showing()).toMatchObject({ ids: null, end: 'elsewhere' });
});

test('a tab of the consultant that comes anew asks, and nobody else is answered; a reload goes on', async () => {
  const anna = customerTab(['a1', 'a2']);
  await settled();
  expect(anna.written).toHaveLength(1);
  for (const party of ['colleague', 'supervisor', 'documents', 'recorder'] as const) {
    vi.advanceTimersByTime(5000);
    anna.hears(party, asked);
  }
  await settled();
  expect(anna.written).toHaveLength(1);
  for (let times = 0; times < 5; times++) anna.hears('consultant', asked);
  await settled();
  expect(anna.written).toHaveLength(2);
  expect(anna.showing()?.accounts).toHaveLength(2);
  anna.detach();
  expect(anna.showing()).toMatchObject({ ids: ['a1', 'a2'], accounts: [] });
  await later(10 * SHOWN_READ_EVERY_MS);
  expect(anna.written).toHaveLength(2);
});

test('the consultant’s tab shows what the customer sent, until it is taken back, grows old, or the customer is gone', () => {
  const shown = { name: 'Current', number: '••••6819', available: pounds('1.00'), booked: pounds('1.00'), asOf: AT };
  const letter: PrivateMessage = { kind: 'accounts-shown', accounts: [shown] };
  const elena = lineOf(['customer', 'supervisor']);
  let seen: readonly ShownAccount[] = [];
  const leave = readShown(elena.line, (accounts) => {
    seen = accounts;
  });
  expect(elena.written).toEqual([['customer', asked]]);
  for (const party of ['consultant', 'colleague', 'supervisor', 'documents'] as const) elena.hears(party, letter);
  expect(seen).toEqual([]);
  const sees = () => {
    elena.hears('customer', letter);
    expect(seen).toEqual([shown]);
  };
  sees();
  elena.hears('customer', none);
  expect(seen).toEqual([]);
  sees();
  vi.advanceTimersByTime(SHOWN_FOR_MS);
  expect(seen).toEqual([]);
  sees();
  leave();
  expect(seen).toEqual([]);
});

test.each([
  ['a whole number', { number: '20451431926819' }],
  ['another way to hide less', { number: '••31926819' }],
  ['more than there is', { owner: 'Anna' }],
])('a letter with %s of an account is none', (_what, more) => {
  const shown = { name: 'Current', number: '••••6819', available: pounds('1.00'), booked: pounds('1.00'), asOf: AT };
  const letter = (accounts: unknown[]) => AccountsShown.safeParse({ kind: 'accounts-shown', accounts }).success;
  expect([letter([shown]), letter([{ ...shown, ...more }])]).toEqual([true, false]);
});
