import { expect, test } from 'vitest';
import { packAppearance, writeAppearance } from '../../shared/appearance.ts';
import { APPEARANCE } from '../../shared/branch.ts';
import { anna, elena, enter, someCustomer } from './testing/live-hall.ts';

const look = packAppearance({ build: 1, skin: 2, hair: 3, hairColour: 4, outfit: 3, colour: 5 });
type Entered = Awaited<ReturnType<typeof enter>>;
const personOf = (viewer: Entered, { avatarId }: Entered) => viewer.state().people?.get(String(avatarId));

test('what someone has chosen to look like is shown to everyone in the room', async () => {
  const one = await enter(someCustomer());
  const other = await enter();
  expect(personOf(other, one)?.appearance).toBe(0);
  one.room.sendBytes(APPEARANCE, writeAppearance(look));
  await expect.poll(() => personOf(other, one)?.appearance).toBe(look);
});

test('a look that nobody can choose is refused and changes nothing, a uniform above all', async () => {
  const customer = await enter(someCustomer());
  const other = await enter();
  customer.room.sendBytes(APPEARANCE, writeAppearance(look));
  await expect.poll(() => personOf(other, customer)?.appearance).toBe(look);
  // The first outfit after those that can be chosen, every bit set, no look at all, too short, too long, not bytes.
  for (const send of [
    () => customer.room.sendBytes(APPEARANCE, writeAppearance(look + 2 ** 16)),
    () => customer.room.sendBytes(APPEARANCE, writeAppearance(2 ** 32 - 1)),
    () => customer.room.sendBytes(APPEARANCE, writeAppearance(0)),
    () => customer.room.sendBytes(APPEARANCE, new Uint8Array(3)),
    () => customer.room.sendBytes(APPEARANCE, new Uint8Array(5)),
    () => customer.room.send(`_$b${APPEARANCE}`, { byteLength: 4 }),
  ]) {
    send();
    expect(await customer.refusal()).toEqual({ code: 'message-malformed' });
  }
  expect(personOf(other, customer)?.appearance).toBe(look);
});

test('a look gives no role: who is staff, and so wears the uniform, follows from the seat alone', async () => {
  const customer = await enter(anna);
  const consultant = await enter(elena);
  customer.room.sendBytes(APPEARANCE, writeAppearance(look));
  consultant.room.sendBytes(APPEARANCE, writeAppearance(look));
  await expect.poll(() => personOf(customer, consultant)?.appearance).toBe(look);
  await expect.poll(() => personOf(consultant, customer)?.appearance).toBe(look);
  expect(personOf(customer, consultant)?.role).toBe('consultant');
  expect(personOf(consultant, customer)?.role).toBe('customer');
});

test('who changes looks all the time is told to wait, and who has no body has no look', async () => {
  const one = await enter(someCustomer());
  one.room.sendBytes(APPEARANCE, writeAppearance(look));
  one.room.sendBytes(APPEARANCE, writeAppearance(look + 1));
  expect(await one.refusal()).toEqual({ code: 'message-too-frequent' });
  const reader = await enter(someCustomer(), 'bodiless');
  reader.room.sendBytes(APPEARANCE, writeAppearance(look));
  expect(await reader.refusal()).toEqual({ code: 'message-malformed' });
});
