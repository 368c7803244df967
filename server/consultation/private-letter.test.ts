import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { PrivateMessage } from '../../shared/private-message.ts';
import { FrameRefused, type GroupMember, restoreMember } from '../../shared/sealed/group-member.ts';
import { openLetterTo, sealLetterTo } from '../../shared/sealed/private-post.ts';
import type { KeptTalk } from '../../shared/sealed/talk-view.ts';
import { TalkMessage } from '../../shared/talk-message.ts';
import { isIn, three } from './testing/hostile-link.ts';

/** Letters of one member to another, with the client of the browsers and a delivery between. */
const CANARY = 'canary 4509 123456';
const words = (value = CANARY): PrivateMessage => ({
  kind: 'desk-request',
  request: randomUUID(),
  act: { kind: 'fill', documentId: randomUUID(), values: { idNumber: value } },
});
type Tab = Awaited<ReturnType<typeof three>>['anna'];
const groupOf = ({ vault }: Tab) => restoreMember(vault.kept?.group ?? new Uint8Array()) as GroupMember;
const leafOf = (group: GroupMember, party: string) => {
  const leaf = group.leaves.find((one) => one.party === party);
  if (!leaf) throw new Error(`no ${party}`);
  return leaf;
};

test('a letter reaches the one it is for; the others of the group, who can read all else, have nothing of it', async () => {
  const { house, anna, elena, boss } = await three();
  const letter = words();
  expect(anna.client.sayTo(elena.member(), letter)).toBe(true);
  anna.say('for all');
  await expect.poll(boss.texts).toEqual(['for all']);
  await expect.poll(() => elena.letters).toMatchObject([{ from: { party: 'customer' }, message: letter }]);
  await expect.poll(() => anna.view().waiting).toEqual([]);
  expect([anna.letters, boss.letters]).toEqual([[], []]);
  for (const tab of [anna, elena, boss]) expect(tab.view().refusedFrames).toBe(0);
  for (const bytes of house.seen) expect(Buffer.from(bytes).includes('canary')).toBe(false);
  expect(JSON.stringify([anna.vault.kept?.waiting, boss.vault.kept?.entries])).not.toContain('canary');
});

test('nobody but its reader opens a letter, and only as of its writer, in its epoch', async () => {
  const { anna, elena, boss } = await three();
  const [hers, theirs, others] = [groupOf(anna), groupOf(elena), groupOf(boss)];
  const sealed = await sealLetterTo(hers, theirs.self.member, words());
  if (!sealed) throw new Error('she is there');
  const customer = leafOf(theirs, 'customer');
  expect(await openLetterTo(theirs, customer, sealed)).toMatchObject({ kind: 'desk-request' });
  expect(await openLetterTo(others, leafOf(others, 'customer'), sealed)).toBeNull();
  const renamed = { ...sealed, to: others.self.member };
  await expect(openLetterTo(others, leafOf(others, 'customer'), renamed)).rejects.toThrow(FrameRefused);
  await expect(openLetterTo(theirs, leafOf(theirs, 'supervisor'), sealed)).rejects.toThrow(FrameRefused);
  const { commit } = await others.remove([]);
  const later = await theirs.follow(commit);
  if (!later) throw new Error('she is still in');
  await expect(openLetterTo(later, customer, sealed)).rejects.toThrow(FrameRefused);
});

test('a letter that another member sends on is refused as theirs', async () => {
  const { anna, elena, boss } = await three();
  const letter = words();
  const taken = TalkMessage.parse(await sealLetterTo(groupOf(anna), elena.member(), letter));
  boss.client.say(taken);
  await expect.poll(() => elena.view().refusedFrames).toBe(1);
  expect(elena.letters).toEqual([]);
  anna.client.sayTo(elena.member(), letter);
  await expect.poll(() => elena.letters.length).toBe(1);
});

test('a letter to who has left is dropped, and what is said after it goes all the same', async () => {
  const { house, anna, elena, boss } = await three();
  boss.disconnect(true);
  anna.client.sayTo(boss.member(), words());
  anna.say('and for you');
  await expect.poll(elena.texts).toEqual(['and for you']);
  await expect.poll(() => anna.members().length).toBe(2);
  expect(anna.view().refusedFrames).toBe(0);
  expect(house.delivery.members().length).toBe(2);
});

test.each(['lost on its way', 'ordered'])(
  'after a reload in mid-letter, %s, the tab knows its own and is understood',
  async (fate) => {
    const { house, anna, elena } = await three();
    let kept = anna.vault.kept;
    let sent: KeptTalk | null = null;
    Object.defineProperty(anna.vault, 'kept', {
      get: () => kept,
      set: (next: KeptTalk) => {
        if (next.underWay) sent = next;
        kept = next;
      },
    });
    if (fate === 'lost on its way') house.loseNext('message');
    anna.client.sayTo(elena.member(), words());
    await expect.poll(() => (fate === 'ordered' ? elena.letters.length : sent)).toBeTruthy();
    await expect.poll(house.loses).toBeNull();
    anna.disconnect();
    anna.client.close();
    const again = house.tab('customer', { kept: sent }).connect();
    await isIn(again);
    again.say('here again');
    await expect.poll(elena.texts).toEqual(['here again']);
    for (const tab of [again, elena]) expect(tab.view().refusedFrames).toBe(0);
  },
);

test('a letter that is longer than a message may be is not taken', async () => {
  const { anna, elena } = await three();
  const values = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`field${index}`, 'Ж'.repeat(90)]));
  const act = { kind: 'fill', documentId: randomUUID(), values } as const;
  expect(anna.client.sayTo(elena.member(), { kind: 'desk-request', request: randomUUID(), act })).toBe(false);
  const fits = { ...act, values: Object.fromEntries(Object.entries(values).slice(0, 45)) };
  expect(anna.client.sayTo(elena.member(), { kind: 'desk-request', request: randomUUID(), act: fits })).toBe(true);
  await expect.poll(() => elena.letters.length).toBe(1);
});
