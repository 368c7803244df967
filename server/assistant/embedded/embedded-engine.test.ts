import { expect, test } from 'vitest';
import { describeAssistantEngine } from '../assistant-engine.contract.ts';
import { createTalkHouse, OLIVER } from '../testing/talk-house.ts';
import { createEmbeddedEngine } from './embedded-engine.ts';

describeAssistantEngine('the embedded engine', async () => ({ engine: createEmbeddedEngine(), close: async () => {} }));

test.each([
  ["I don't want to live any more", '116 123'],
  ['my husband takes my wages and I am frightened of him', '0808 2000 247'],
  ['я не хочу жить', '116 123'],
])('who is in distress is handed to a person, with a number to call: %s', async (text, number) => {
  const { turn } = await createTalkHouse(createEmbeddedEngine()).ask(OLIVER, text);
  expect(turn).toMatchObject({ kind: 'handover', sources: [] });
  expect(turn?.text).toContain(number);
});

test('what is asked of another bank is not answered from ours, and the same asked of us is', async () => {
  const { ask } = createTalkHouse(createEmbeddedEngine());
  expect((await ask(OLIVER, 'What does Santander charge for an overdraft?')).turn?.kind).toBe('handover');
  expect((await ask(OLIVER, 'What do you charge for an overdraft?')).turn?.sources[0]?.articleId).toBe('overdraft');
});

test('a payment to an account that is named by its figures is drafted, and is no order to the machine', async () => {
  const { ask } = createTalkHouse(createEmbeddedEngine());
  const { turn } = await ask(OLIVER, 'Pay £25.40 to Anna Petrova, sort code 20-45-14 account 31926819');
  expect(turn?.drafts[0]?.fields).toMatchObject({ kind: 'payment', amount: '25.40', identification: '20451431926819' });
});

test('the wish for a person is heard where it is one part of a story, and a story without one is answered', async () => {
  const { ask } = createTalkHouse(createEmbeddedEngine());
  const story = 'My father died on Sunday, and I have found his card in a drawer.';
  const { turn } = await ask(OLIVER, `${story} Could I please talk to one of your people about it?`);
  expect(turn?.drafts[0]?.fields).toMatchObject({ kind: 'handover', reason: 'asked' });
  expect((await ask(OLIVER, `${story} What do I do with his account?`)).turn?.sources[0]?.articleId).toBe(
    'bereavement',
  );
});

test('what an article leaves untold is not answered from it', async () => {
  const { ask } = createTalkHouse(createEmbeddedEngine());
  expect((await ask(OLIVER, 'What do you charge if I draw cash on the credit card?')).turn?.kind).toBe('handover');
  expect((await ask(OLIVER, 'What does the credit card cost a year?')).turn?.sources[0]?.articleId).toBe('credit-card');
});
