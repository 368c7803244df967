import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { restoreMember } from '../../shared/sealed/group-member.ts';
import { sealLetter } from '../../shared/sealed/talk-letter.ts';
import { ABSENCE_MS } from './talk-delivery.ts';
import { isIn, linkOf, three } from './testing/hostile-link.ts';
import { openTalkHouse } from './testing/talk-house.ts';

/** Who is sent away, and what is kept for who is briefly away. */

test('who was sent away says and commits nothing more by the link that they still have', async () => {
  const { house, anna, elena, boss } = await three();
  const { group, member } = boss.vault.kept ?? {};
  boss.disconnect();
  const link = linkOf(house, 'supervisor', member);
  await link.hello();
  house.loseNext('commit');
  house.delivery.expel('supervisor');
  const { length } = link.news;
  await link.hello();
  const theirs = restoreMember(group ?? new Uint8Array());
  if (!theirs) throw new Error('no group was kept');
  const sealed = await sealLetter(theirs, { kind: 'text', text: 'still here' }, 0);
  await link.send({ kind: 'message', ref: randomUUID(), said: true }, sealed);
  expect(link.news.length).toBe(length);
  anna.say('gone');
  await expect.poll(elena.texts).toEqual(['gone']);
  expect(elena.members()).toEqual(['customer', 'consultant']);
});

test('nothing is said while who was sent away has keys: who speaks takes them out; coming back they read nothing of it', async () => {
  const { house, anna, elena, boss } = await three();
  // The removal that the oldest is asked for does not arrive.
  house.loseNext('commit');
  house.delivery.expel('supervisor');
  boss.disconnect();
  await expect.poll(() => house.loses()).toBe(null);
  elena.say('what is said meanwhile');
  await expect.poll(anna.texts).toEqual(['what is said meanwhile']);
  expect(anna.members()).toEqual(['customer', 'consultant']);
  boss.connect();
  await isIn(boss);
  await expect.poll(() => anna.members().length).toBe(3);
  const frames = boss.news.flatMap((news) => {
    if (news.kind === 'group') return (news.since ?? []).filter(({ ref }) => ref);
    return news.kind === 'frame' && news.frame.ref ? [news.frame] : [];
  });
  expect(boss.texts()).toEqual([]);
  expect(frames).toEqual([]);
  await expect.poll(() => anna.members().sort()).toEqual(['consultant', 'customer', 'supervisor']);
  anna.say('welcome back');
  await expect.poll(boss.texts).toEqual(['welcome back']);
});

test('who comes back while their old keys are still in is told nothing until these are out', async () => {
  const { house, anna, elena, boss } = await three();
  anna.disconnect();
  elena.disconnect();
  house.delivery.expel('supervisor');
  boss.disconnect();
  const { length } = boss.news;
  boss.connect();
  await expect.poll(() => boss.view().standing).toBe('joining');
  expect(boss.news.slice(length)).toEqual([]);
  elena.connect();
  await expect.poll(() => boss.news.slice(length).map(({ kind }) => kind)).toContain('group');
  await isIn(boss);
  elena.say('all here');
  await expect.poll(boss.texts).toEqual(['all here']);
});

test('whose removal of another was taken while their link was lost goes on from there, and reads what was said meanwhile', async () => {
  const house = openTalkHouse();
  let isLost = false;
  const anna = house.tab('customer', { change: (news) => (isLost ? [] : [news]) }).connect();
  await isIn(anna);
  const elena = house.tab('consultant').connect();
  await isIn(elena);
  const boss = house.tab('supervisor').connect();
  await isIn(boss);
  await expect.poll(() => anna.members().length).toBe(3);

  house.delivery.expel('supervisor');
  // Anna is asked for it, and has answered; that it was taken does not reach her any more.
  expect(anna.news.at(-1)?.kind).toBe('remove');
  isLost = true;
  await expect.poll(elena.members).toEqual(['customer', 'consultant']);
  anna.disconnect();
  elena.say('are you there?');
  await expect.poll(elena.texts).toEqual(['are you there?']);
  isLost = false;
  anna.connect();
  await expect.poll(anna.texts).toEqual(['are you there?']);
  expect(anna.view()).toMatchObject({ standing: 'in', hasMissed: false, refusedFrames: 0 });
  expect(anna.members()).toEqual(['customer', 'consultant']);
  anna.say('back');
  await expect.poll(elena.texts).toEqual(['are you there?', 'back']);
});

test('where nobody is left to take the old keys out, who comes back begins anew', async () => {
  const { house, anna, elena, boss } = await three();
  for (const tab of [anna, elena, boss]) tab.disconnect(true);
  anna.connect();
  await expect.poll(() => anna.news.at(-1)?.kind).toBe('founded');
  for (const tab of [elena, boss]) {
    tab.connect();
    await isIn(tab);
  }
  elena.say('anew');
  await expect.poll(anna.texts).toEqual(['anew']);
  expect(house.delivery.members().length).toBe(3);
});

test('where who is asked for a removal does nothing, the next one is asked', async () => {
  const { house, anna, elena, boss } = await three();
  const asked = () => [anna, elena].map((tab) => tab.news.filter(({ kind }) => kind === 'remove').length);
  house.loseNext('commit');
  boss.disconnect(true);
  await expect.poll(() => house.loses()).toBe(null);
  expect(asked()).toEqual([1, 0]);
  house.time.now = new Date(house.time.now.getTime() + 3000);
  house.delivery.tidy();
  await expect.poll(() => elena.members().length).toBe(2);
  expect(asked()).toEqual([1, 1]);
});

test('what was said is not kept longer than for who is briefly away, also where nothing follows', async () => {
  const { house, anna, elena } = await three();
  anna.say('old');
  await expect.poll(elena.texts).toEqual(['old']);
  const { member, place } = elena.vault.kept ?? {};
  const again = async () => {
    const link = linkOf(house, 'consultant', member);
    return link.send({ kind: 'hello', member: member ?? '', seen: { run: place?.run ?? '', seq: 0 } });
  };
  const first = (await again()) as { since?: unknown[] };
  expect(first.since?.length).toBeGreaterThan(0);
  house.time.now = new Date(house.time.now.getTime() + ABSENCE_MS + 1);
  expect(await again()).toMatchObject({ kind: 'group', since: null });
});
