import { expect, test } from 'vitest';
import type { PanelDoc } from '../../../panels/panel-doc.ts';
import type { OpenProposal } from '../../../proposals/use-proposal-decision.ts';
import { ACCEPT, DISCARD, PROPOSAL, PROPOSALS, proposalBlocks, proposalDoc, proposalsDoc } from './proposal-docs.ts';

const pressable = ({ blocks, foot = [] }: PanelDoc) =>
  [...blocks, ...foot].flatMap((block) =>
    block.kind === 'buttons' ? block.buttons.flatMap(({ id, state }) => (state ? [] : [id])) : [],
  );

const payment: Pick<OpenProposal, 'id' | 'content'> = {
  id: 'p1',
  content: {
    kind: 'payment',
    payeeName: 'Oliver Bennett',
    identification: '20451455779911',
    amount: '12.50',
    currency: 'GBP',
    reference: 'Lunch',
  },
};
const product: Pick<OpenProposal, 'id' | 'content'> = {
  id: 'p2',
  content: {
    kind: 'product',
    title: { en: 'Order of a card', ru: 'Заказ карты' },
    templateId: 'card-order',
    language: 'en',
    values: {},
  },
};
const calm = { isUnpayable: false, busy: false, error: null };

test('the talk shows the way to proposals while one waits, and says which', () => {
  expect(proposalBlocks([], 'en')).toEqual([]);
  expect(JSON.stringify(proposalBlocks([payment], 'en'))).toContain('£12.50');
  const [block] = proposalBlocks([payment, product], 'ru');
  expect(JSON.stringify(block)).toContain('2');
  expect(block?.kind === 'buttons' && block.buttons[0]?.id).toBe(PROPOSALS);
});

test('a payment is shown whole, and is taken up or thrown away by the customer alone', () => {
  const doc = proposalDoc({ proposal: payment, ...calm }, 'en');
  for (const said of ['£12.50', 'Oliver Bennett', '20-45-14 55779911', 'Lunch'])
    expect(JSON.stringify(doc)).toContain(said);
  expect(pressable(doc)).toEqual([ACCEPT, DISCARD]);
  expect(pressable(proposalDoc({ proposal: payment, ...calm, busy: true }, 'en'))).toEqual([]);
});

test('what no account can pay can only be thrown away, and the panel says why', () => {
  const doc = proposalDoc({ proposal: payment, ...calm, isUnpayable: true }, 'en');
  expect(pressable(doc)).toEqual([DISCARD]);
  expect(JSON.stringify(doc)).toContain('no account in the currency');
});

test('of several one is chosen; a product has its name in the reader’s language', () => {
  expect(pressable(proposalsDoc([payment, product], 'ru'))).toEqual([`${PROPOSAL}p1`, `${PROPOSAL}p2`]);
  expect(JSON.stringify(proposalDoc({ proposal: product, ...calm }, 'ru'))).toContain('Заказ карты');
  expect(pressable(proposalsDoc([], 'en'))).toEqual([]);
});
