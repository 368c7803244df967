import { randomUUID } from 'node:crypto';
import { encodeMlsMessage, type GroupInfo } from 'ts-mls';
import { signGroupInfo } from 'ts-mls/groupInfo.js';
import { expect, test } from 'vitest';
import {
  createSignatureKeys,
  foundGroup,
  joinGroup,
  restoreMember,
  type SignatureKeys,
} from '../../shared/sealed/group-member.ts';
import { encodeInfo, type ReadInfo, readCommit, readInfo } from '../../shared/sealed/mls-frames.ts';
import { mlsSuite } from '../../shared/sealed/mls-suite.ts';
import { sealLetter } from '../../shared/sealed/talk-letter.ts';
import type { GroupMemberId } from '../../shared/sealed-talk.ts';
import { ANOTHER_JOINING_EVERY_MS, JOININGS_AT_ONCE } from './commit-budget.ts';
import { epochOf, flipped, type House, infoOf, isIn, linkOf, three } from './testing/hostile-link.ts';
import { openTalkHouse } from './testing/talk-house.ts';

/** Members of a talk who are hostile, with a client of their own making. */

test('a commit or a GroupInfo that its member has not signed is not taken, and everybody writes on', async () => {
  const { house, anna, elena, boss } = await three();
  const { group, member } = boss.vault.kept ?? {};
  boss.disconnect();
  const theirs = restoreMember(group ?? new Uint8Array());
  const link = linkOf(house, 'supervisor', member);
  const info = await infoOf(link);
  const keys = await createSignatureKeys();
  const joining = await joinGroup(info, { party: 'supervisor', member: randomUUID() }, keys);
  const renewal = await theirs?.remove([]);
  if (!renewal) throw new Error('no group was kept');
  const malformed = { kind: 'refused', code: 'talk-malformed' };
  expect(await link.commit(flipped(renewal.commit), flipped(renewal.info))).toMatchObject(malformed);
  expect(await link.commit(renewal.commit, renewal.info)).toMatchObject(malformed);
  const other = linkOf(house, 'supervisor', joining.next.self.member, 'another');
  await other.hello();
  for (const fromEnd of [5, 200]) {
    expect(await other.commit(flipped(joining.commit, fromEnd), joining.info)).toMatchObject(malformed);
    expect(await other.commit(joining.commit, flipped(joining.info, fromEnd))).toMatchObject(malformed);
  }
  expect(await other.commit(joining.commit, joining.info)).toMatchObject({ kind: 'frame' });
  anna.say('still here');
  await expect.poll(elena.texts).toEqual(['still here']);
});

test('an info of another tree than the commit makes, though signed by its member, is not taken', async () => {
  const { house } = await three();
  const link = linkOf(house, 'colleague');
  const info = await infoOf(link);
  const self = { party: 'colleague', member: link.member } as const;
  const [one, two] = [
    await joinGroup(info, self, await createSignatureKeys()),
    await joinGroup(info, self, await createSignatureKeys()),
  ];
  expect(await link.commit(one.commit, two.info)).toMatchObject({ kind: 'refused', code: 'talk-malformed' });
  expect(await link.commit(one.commit, one.info)).toMatchObject({ kind: 'frame' });
});

/** A joining whose signatures are as they should be, changed where members alone can tell. */
async function changedJoining(
  info: ReadInfo,
  self: GroupMemberId,
  keys: SignatureKeys,
  change: (info: GroupInfo) => Partial<GroupInfo>,
) {
  const proposed = await joinGroup(info, self, keys);
  const [read, after] = [readCommit(proposed.commit), readInfo(proposed.info)];
  if (!read || !after || read.message.auth.contentType !== 'commit') throw new Error('no commit');
  const changed = { ...after.groupInfo, ...change(after.groupInfo) };
  const { confirmationTag } = changed;
  const publicMessage = { ...read.message, auth: { ...read.message.auth, confirmationTag } };
  const signed = await signGroupInfo(changed, keys.signKey, (await mlsSuite()).signature);
  const commit = encodeMlsMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage });
  return { commit, info: encodeInfo(signed) };
}

test('whose commits the others cannot follow, though they are well signed, keeps nobody from writing on', async () => {
  const { house, anna, elena, boss } = await three();
  const link = linkOf(house, 'colleague');
  const [self, keys] = [{ party: 'colleague', member: link.member } as const, await createSignatureKeys()];
  for (let turn = 0; turn < 2; turn++) {
    const before = epochOf(anna);
    const tag = crypto.getRandomValues(new Uint8Array(64));
    const broken = await changedJoining(await infoOf(link), self, keys, () => ({ confirmationTag: tag }));
    await link.commit(broken.commit, broken.info);
    expect(link.news.filter(({ kind }) => kind === 'frame').length).toBeGreaterThan(0);
    const isAnew = () => new Set([anna, elena, boss].map(epochOf)).size === 1 && epochOf(anna) !== before;
    await expect.poll(isAnew).toBe(true);
    anna.say(`nobody stops us ${turn}`);
    await expect.poll(() => elena.texts().at(-1)).toBe(`nobody stops us ${turn}`);
  }
});

test('an info by which nobody could come in is not taken, though its member has signed it', async () => {
  const { house } = await three();
  const link = linkOf(house, 'colleague');
  const [self, keys] = [{ party: 'colleague', member: link.member } as const, await createSignatureKeys()];
  const info = await infoOf(link);
  const shut = await changedJoining(info, self, keys, ({ extensions }) => ({
    extensions: extensions.map((one) =>
      one.extensionType === 'external_pub' ? { ...one, extensionData: one.extensionData.slice(1) } : one,
    ),
  }));
  expect(await link.commit(shut.commit, shut.info)).toMatchObject({ kind: 'refused', code: 'talk-malformed' });
  const open = await changedJoining(info, self, keys, () => ({}));
  expect(await link.commit(open.commit, open.info)).toMatchObject({ kind: 'frame' });
});

test('more commits of one person than anybody needs are not answered; a minute later they are', async () => {
  const { house } = await three();
  const link = linkOf(house, 'colleague');
  const [self, keys] = [{ party: 'colleague', member: link.member } as const, await createSignatureKeys()];
  const { commit, info } = await changedJoining(await infoOf(link), self, keys, () => ({}));
  for (let turn = 0; turn < 20; turn++)
    expect(await link.commit(commit, flipped(info))).toMatchObject({ kind: 'refused' });
  const { length } = link.news;
  await link.commit(commit, info);
  expect(link.news.length).toBe(length);
  house.time.now = new Date(house.time.now.getTime() + 60_000);
  expect(await link.commit(commit, info)).toMatchObject({ kind: 'frame' });
});

test('who comes in anew over and over, which others may not follow, is answered some times and then once in a while', async () => {
  const house = openTalkHouse();
  await isIn(house.tab('customer').connect());
  const link = linkOf(house, 'colleague');
  const [self, keys] = [{ party: 'colleague', member: link.member } as const, await createSignatureKeys()];
  const comesIn = async () => {
    const { commit, info } = await joinGroup(await infoOf(link), self, keys);
    const { length } = link.news;
    await link.commit(commit, info);
    return link.news.slice(length).some(({ kind }) => kind === 'frame');
  };
  for (let times = 0; times < JOININGS_AT_ONCE; times++) expect(await comesIn()).toBe(true);
  expect(await comesIn()).toBe(false);
  house.time.now = new Date(house.time.now.getTime() + ANOTHER_JOINING_EVERY_MS);
  expect([await comesIn(), await comesIn()]).toEqual([true, false]);
});

async function begun(house: House, self: GroupMemberId, { name = house.consultationId } = {}) {
  const id = new TextEncoder().encode(`${name}:aaaaaaaaaaaaaaaa`);
  return foundGroup(id, self, await createSignatureKeys());
}

test('who founds the group founds it with themselves alone, for this talk, and as what they are', async () => {
  const house = openTalkHouse();
  const eve = linkOf(house, 'customer');
  await eve.hello();
  const self = { party: 'customer', member: eve.member } as const;
  const own = await begun(house, self);
  const first = readInfo(await own.info());
  if (!first) throw new Error('no info');
  const ghost = { party: 'consultant', member: randomUUID() } as const;
  const { commit, info: withGhost } = await joinGroup(first, ghost, await createSignatureKeys());
  const grown = await own.follow(commit);
  const attempts = [
    withGhost,
    (await grown?.info()) ?? withGhost,
    await (await begun(house, { ...self, party: 'consultant' })).info(),
    await (await begun(house, { ...self, member: randomUUID() })).info(),
    await (await begun(house, self, { name: randomUUID() })).info(),
    flipped(await own.info()),
  ];
  for (const info of attempts)
    expect(await eve.send({ kind: 'found' }, info)).toMatchObject({ kind: 'refused', code: 'talk-malformed' });
  expect(await eve.send({ kind: 'found' }, await own.info())).toMatchObject({ kind: 'founded' });
  const elena = house.tab('consultant').connect();
  await isIn(elena);
  expect(elena.members()).toEqual(['customer', 'consultant']);
});

test('what one leaf has signed and another’s link has sent is not read', async () => {
  const { house, anna, elena, boss } = await three();
  // A supervisor who has the keys of a colleague's leaf too, as by another tab of their own.
  const second = house.tab('colleague').connect();
  await isIn(second);
  await expect.poll(() => anna.members().length).toBe(4);
  const { group } = second.vault.kept ?? {};
  const theirs = restoreMember(group ?? new Uint8Array());
  if (!theirs) throw new Error('no group was kept');
  const member = boss.vault.kept?.member;
  boss.disconnect();
  const link = linkOf(house, 'supervisor', member);
  await link.hello();
  const sealed = await sealLetter(theirs, { kind: 'text', text: 'as somebody else' }, 0);
  await link.send({ kind: 'message', ref: randomUUID(), said: true }, sealed);
  await expect.poll(() => [anna, elena].map((tab) => tab.view().refusedFrames)).toEqual([1, 1]);
  expect([anna.texts(), elena.texts()]).toEqual([[], []]);
});
