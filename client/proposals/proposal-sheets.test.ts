import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PrivateMessage } from '../../shared/private-message.ts';
import { hashOf, type KeptSheets, type ProposalSheet, writeSheet } from '../../shared/proposal-sheet.ts';
import type { PaymentProposal, ProposalView } from '../../shared/proposals.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';
import type { GroupParty } from '../../shared/sealed-talk.ts';
import type { PartnerLine } from '../net/partner-line.ts';
import { type Contents, createProposalSheets } from './proposal-sheets.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

const ID = '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11';
const payment: PaymentProposal = {
  kind: 'payment',
  payeeName: 'Oliver Bennett',
  identification: '20451455779911',
  amount: '12.50',
  currency: 'GBP',
  reference: 'Theatre',
};
const view = async (sheet: ProposalSheet, changed: Partial<ProposalView> = {}): Promise<ProposalView> => ({
  id: ID,
  kind: 'payment',
  hash: await hashOf(sheet),
  state: 'proposed',
  proposedAt: '2026-11-21T21:00:00Z',
  isLaid: false,
  ...changed,
});

/** A tab of one of the two, and the letters that it writes. */
function tab(others: readonly GroupParty[], kept: KeptSheets = {}) {
  const written: [string, PrivateMessage][] = [];
  let contents: Contents = {};
  let stored: KeptSheets = kept;
  let hear: (entry: PrivateEntry) => void = () => {};
  const sheets = createProposalSheets({
    kept,
    keep: (now) => {
      stored = now;
    },
    onContents: (now) => {
      contents = now;
    },
  });
  const line = {
    others: () => others.map((party) => ({ party, member: party })),
    write: (member: string, message: PrivateMessage) => written.push([member, message]) > 0,
    onLetter: (listener: typeof hear) => {
      hear = listener;
      return () => {};
    },
  } as unknown as PartnerLine;
  return {
    sheets,
    line,
    written,
    contents: () => contents,
    stored: () => stored,
    hears: (from: GroupParty, message: PrivateMessage) =>
      hear({ id: ID, at: '2026-11-21T21:00:00Z', from: { party: from, member: from }, message }),
  };
}
const asked: PrivateMessage = { kind: 'proposals-asked', ids: [ID] };
const settled = () => vi.waitFor(() => new Promise((done) => setImmediate(done)));

test('the customer’s tab asks the consultant’s, which tells it, and both keep it for a reload', async () => {
  const sheet = writeSheet(payment);
  const [theirs, mine] = [tab(['customer']), tab(['consultant', 'colleague'])];
  theirs.sheets.attach(theirs.line);
  theirs.sheets.add(ID, sheet);
  mine.sheets.attach(mine.line);
  mine.sheets.look([await view(sheet)]);
  await expect.poll(() => mine.written).toEqual([['consultant', asked]]);
  theirs.hears('customer', asked);
  expect(theirs.written).toEqual([['customer', { kind: 'proposal', id: ID, ...sheet }]]);
  mine.hears('consultant', { kind: 'proposal', id: ID, ...sheet });
  await expect.poll(mine.contents).toEqual({ [ID]: payment });
  expect([mine.stored(), theirs.stored()]).toEqual([{ [ID]: sheet }, { [ID]: sheet }]);
  const again = tab(['consultant'], mine.stored());
  again.sheets.attach(again.line);
  again.sheets.look([await view(sheet)]);
  await expect.poll(again.contents).toEqual({ [ID]: payment });
  expect(again.written).toEqual([]);
});

test('what has not the hash that the server was given is believed from nobody, nor is the right one from another', async () => {
  const sheet = writeSheet(payment);
  const forged = { ...sheet, content: JSON.stringify({ ...payment, identification: '20451431926819' }) };
  const mine = tab(['consultant']);
  mine.sheets.attach(mine.line);
  mine.sheets.look([await view(sheet)]);
  mine.hears('consultant', { kind: 'proposal', id: ID, ...forged });
  mine.hears('consultant', { kind: 'proposal', id: ID, ...sheet, salt: writeSheet(payment).salt });
  for (const party of ['colleague', 'supervisor', 'customer', 'recorder'] as const)
    mine.hears(party, { kind: 'proposal', id: ID, ...sheet });
  await settled();
  expect(mine.contents()).toEqual({});
  mine.hears('consultant', { kind: 'proposal', id: ID, ...sheet });
  await expect.poll(mine.contents).toEqual({ [ID]: payment });
});

test.each([
  ['of another kind', payment, { kind: 'product' }],
  ['of no kind', { kind: 'gift' }, {}],
  ['not lawful', { ...payment, amount: '-1' }, {}],
] as const)('what has the right hash and is %s is not shown', async (_what, content, changed) => {
  const sheet = writeSheet(content);
  const mine = tab(['consultant']);
  mine.sheets.attach(mine.line);
  mine.sheets.look([await view(sheet, changed)]);
  mine.hears('consultant', { kind: 'proposal', id: ID, ...sheet });
  await settled();
  expect(mine.contents()).toEqual({});
});

test('who is in beside the two is told nothing, and who asks over and over not each time', async () => {
  const theirs = tab(['customer']);
  theirs.sheets.attach(theirs.line);
  theirs.sheets.add(ID, writeSheet(payment));
  for (const party of ['colleague', 'supervisor', 'recorder', 'documents'] as const) theirs.hears(party, asked);
  expect(theirs.written).toEqual([]);
  for (let times = 0; times < 20; times++) theirs.hears('customer', asked);
  expect(theirs.written).toHaveLength(1);
  vi.advanceTimersByTime(10_000);
  theirs.hears('customer', asked);
  expect(theirs.written).toHaveLength(2);
});

test('a letter that was lost is asked for again, less and less often; what nobody needs any more, never', async () => {
  const sheet = writeSheet(payment);
  const mine = tab(['consultant']);
  mine.sheets.attach(mine.line);
  mine.sheets.look([await view(sheet, { state: 'withdrawn' })]);
  await settled();
  expect(mine.written).toEqual([]);
  mine.sheets.look([await view(sheet)]);
  await expect.poll(() => mine.written.length).toBe(1);
  vi.advanceTimersByTime(10 * 60_000);
  expect(mine.written.length).toBeGreaterThan(5);
  expect(mine.written.length).toBeLessThan(20);
});
