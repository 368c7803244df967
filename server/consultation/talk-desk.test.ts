import { expect, test } from 'vitest';
import { createTalkDesk, type DeskService } from './talk-desk.ts';

/** When the document service is in a talk; what it does there: `documents/desk-member.test.ts`. */
function deskOf({ isLaid }: { isLaid: boolean }) {
  const seen: string[] = [];
  const errors: unknown[] = [];
  const laid = { is: isLaid };
  let fail: (error: unknown) => void = () => {};
  const service: DeskService = {
    isLaid: async () => laid.is,
    sit(_seat, onStopped) {
      seen.push('in');
      fail = onStopped;
      return { show: () => void seen.push('shows'), stop: () => void seen.push('out') };
    },
  };
  const delivery = { handle: async () => {}, drop: () => {}, members: () => [] };
  const desk = createTalkDesk({ consultationId: 'a talk', service, delivery, onError: (error) => errors.push(error) });
  return { desk, seen, errors, laid, fail: (error: unknown) => fail(error) };
}

test('the document service is in from the first document on, or from when it is opened, once, and out at the end', async () => {
  const { desk, seen, laid } = deskOf({ isLaid: false });
  await desk.look();
  expect(seen).toEqual([]);
  laid.is = true;
  await desk.look();
  desk.open();
  await desk.look();
  expect(seen).toEqual(['in', 'shows']);
  desk.close();
  desk.open();
  await desk.look();
  expect(seen).toEqual(['in', 'shows', 'out']);
});

test('one that could not go on is told of, and comes in anew for whoever needs it next', async () => {
  const { desk, seen, errors, fail } = deskOf({ isLaid: true });
  desk.open();
  fail('no database');
  expect(errors).toEqual(['no database']);
  await desk.look();
  expect(seen).toEqual(['in', 'in']);
});
