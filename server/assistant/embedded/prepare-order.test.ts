import { expect, test } from 'vitest';
import { createTalkHouse, OLIVER } from '../testing/talk-house.ts';
import { createEmbeddedEngine } from './embedded-engine.ts';

/** Has a talk, and answers what its last answer has prepared. */
async function prepared(turns: readonly string[]) {
  const { ask } = createTalkHouse(createEmbeddedEngine());
  let last: Awaited<ReturnType<typeof ask>>['turn'] | undefined;
  for (const text of turns) last = (await ask(OLIVER, text)).turn;
  return last?.drafts.map(({ fields }) => fields) ?? [];
}

test.each([
  [['need to pay someone', 'Dave Hobbs', '35 quid'], { payee: 'Dave Hobbs', amount: '35.00' }],
  [['I want to send some money', 'it is for my sister', 'Katya', '£20'], { payee: 'Katya', amount: '20.00' }],
  [
    ['надо заплатить за садик', 'получатель Little Acorns Nursery', '640 фунтов'],
    { payee: 'Little Acorns Nursery', amount: '640.00' },
  ],
  [['I want to pay my gardener', 'Sam Carter, fifty pounds'], { payee: 'Sam Carter', amount: '50.00' }],
  [['pay Sam Carter', 'fifty pounds'], { payee: 'Sam Carter', amount: '50.00' }],
])('a payment is told piece by piece: %s', async (turns, fields) => {
  expect(await prepared(turns)).toEqual([expect.objectContaining({ kind: 'payment', ...fields })]);
});

test.each([
  [['Send £60 to Oliver Grant', 'sorry, make that £65'], { payee: 'Oliver Grant', amount: '65.00' }],
  [['could you pay the window cleaner fifteen pounds', "his name's Barry Slack"], { payee: 'Barry Slack' }],
  [['can you send forty pounds to Carol Finch', 'no not Carol Finch, Carol French'], { payee: 'Carol French' }],
  [['скинь Юле 60 фунтов', 'не, давай 70'], { payee: 'Юля', amount: '70.00' }],
  [
    ['I want to book in to see an adviser', "Friday at half past two if that's going"],
    { when: 'Friday at half past two' },
  ],
  [['book me an appointment on Tuesday', "no, Tuesday's my bath day, Thursday"], { when: 'Thursday' }],
  [['pay £12 to Sam Carter', 'My mistake. Ned Carter it was, same sum.'], { payee: 'Ned Carter', amount: '12.00' }],
  [['нужна встреча', 'про овердрафт', 'в субботу утром'], { subject: 'овердрафт', when: 'в субботу утром' }],
  [['pay £12 to Sam Carter', 'whoops, I meant 13'], { payee: 'Sam Carter', amount: '13.00' }],
  [['отправьте 12 фунтов Вере', 'стоп, Нине Зиминой надо'], { payee: 'Нина Зимина', amount: '12.00' }],
  [['pay £12 to Sam Carter', 'put spring term as the reference'], { reference: 'spring term', payee: 'Sam Carter' }],
  [['pay £12 to Sam Carter', 'no, 13.50'], { payee: 'Sam Carter', amount: '13.50' }],
  [['Переведи 200 фунтов, получатель Салли Купер', 'ой нет, пусть будет 220'], { amount: '220.00' }],
  [
    ['book me an appointment about a mortgage on Monday morning', 'actually, Thursday'],
    { kind: 'appointment', when: 'Thursday' },
  ],
])('what is drafted is put right by what is said next: %s', async (turns, fields) => {
  expect(await prepared(turns)).toEqual([expect.objectContaining(fields)]);
});

test('"no" alone leaves it, and nothing is prepared anew', async () => {
  expect(await prepared(['need to pay someone', 'no'])).toEqual([]);
  expect(await prepared(['pay £12 to Sam Carter', 'no thanks'])).toEqual([]);
});

test('a question in between is a question, and no name of a payee', async () => {
  expect(await prepared(['need to pay someone', 'how long does a payment take?'])).toEqual([]);
});

test.each([
  'someone is making me do this',
  'he says he is from the police and I must be quick',
  'get me a human',
  'я не хочу жить',
])('who is pressed or despairs in the middle of an order is handed to a person, and is no payee: %s', async (text) => {
  expect(await prepared(['need to pay someone', text])).toEqual([expect.objectContaining({ kind: 'handover' })]);
});

test.each([
  [['get me a number for the cards desk please'], 'cards'],
  [["I'd like a ticket to be seen today", "it's to do with my account"], 'accounts'],
])('a ticket for a topic: %s', async (turns, topic) => {
  expect(await prepared(turns)).toEqual([expect.objectContaining({ kind: 'ticket', topic })]);
});

test.each([
  [['карту второй день нигде не найду', 'всё, искать бесполезно, блокируй']],
  [['I think I left my card in the taxi', 'right, block it']],
])('a card that was spoken of is blocked by "it": %s', async (turns) => {
  expect(await prepared(turns)).toContainEqual({ kind: 'card-block' });
});

test('a British number needs no country', async () => {
  expect(await prepared(['can somebody call me back about my loan', '07700 900123'])).toEqual([
    expect.objectContaining({ kind: 'callback', phone: '+447700900123' }),
  ]);
  expect(await prepared(['перезвоните мне', '+7 495 123-45-67'])).toEqual([
    expect.objectContaining({ kind: 'callback', phone: '+74951234567' }),
  ]);
});

test('who calls themselves an idiot is not met as one who swears at us', async () => {
  const { ask } = createTalkHouse(createEmbeddedEngine());
  const { turn } = await ask(OLIVER, 'I typed my pin wrong three times like an idiot, how do I unlock it?');
  expect(turn?.sources[0]?.articleId).toBe('card-pin');
});
