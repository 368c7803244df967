import { expect, test } from 'vitest';
import { openTalkHouse } from './testing/talk-house.ts';

const eventually = (read: () => unknown) => expect.poll(read, { timeout: 4000, interval: 5 });

test('two come in, one after the other, and read each other', async () => {
  const house = openTalkHouse();
  const anna = house.tab('customer').connect();
  await eventually(() => anna.view()?.standing).toBe('in');
  anna.say('hello');
  const elena = house.tab('consultant').connect();
  await eventually(() => elena.texts()).toEqual(['hello']);
  elena.say('good day');
  elena.say('what can I do?');
  await eventually(() => anna.texts()).toEqual(['hello', 'good day', 'what can I do?']);
  await eventually(() => elena.texts()).toEqual(['hello', 'good day', 'what can I do?']);
  expect(anna.view().entries).toEqual(elena.view().entries);
});
