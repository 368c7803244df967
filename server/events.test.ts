import { LocalPresence } from '@colyseus/core';
import { expect, test } from 'vitest';
import { type BusinessEvent, createEvents } from './events.ts';
import { createProcessChannel } from './lib/process-channel.ts';
import { createLogger } from './logger.ts';

const event = { type: 'queue-changed', branchId: 'flagship' } as const satisfies BusinessEvent;
const logger = createLogger('test', 'silent');

/** What each kind of listener of a process hears. */
function hear(events: ReturnType<typeof createEvents>) {
  const heard = { here: 0, everywhere: 0 };
  const ends = [events.subscribe(() => heard.here++), events.subscribeEverywhere(() => heard.everywhere++)];
  const end = () => {
    for (const one of ends) one();
  };
  return { heard, end };
}

test('an event is heard once in its own process, and elsewhere by who asked for what happens everywhere', () => {
  const presence = new LocalPresence();
  const [one, other] = [1, 2].map(() =>
    createEvents(
      logger,
      createProcessChannel(presence, () => {}),
    ),
  );
  if (!one || !other) throw new Error('two are made');
  const [mine, theirs] = [hear(one), hear(other)];
  one.publish(event);
  expect([mine.heard, theirs.heard]).toEqual([
    { here: 1, everywhere: 1 },
    { here: 0, everywhere: 1 },
  ]);
  mine.end();
  theirs.end();
  one.publish(event);
  expect([mine.heard.everywhere, theirs.heard.everywhere]).toEqual([1, 1]);
});

test('a listener that fails keeps nobody else from hearing', () => {
  const events = createEvents(logger);
  events.subscribe(() => {
    throw new Error('a listener failed');
  });
  const { heard } = hear(events);
  events.publish(event);
  expect(heard).toEqual({ here: 1, everywhere: 1 });
});
