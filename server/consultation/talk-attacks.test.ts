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
import type { GroupMemberId, GroupParty, TalkNews, TalkRequest } from '../../shared/sealed-talk.ts';
import { ABSENCE_MS } from './talk-delivery.ts';
import { openTalkHouse } from './testing/talk-house.ts';

/** Members of a talk who are hostile, with a client of their own making. */
type House = ReturnType<typeof openTalkHouse>;
const eventually = (read: () => unknown) => expect.poll(read, { timeout: 4000, interval: 5 });
const isIn = (tab: ReturnType<House['tab']>) => eventually(() => tab.view()?.standing).toBe('in');

async function talkOf(...parties: GroupParty[]) {
  const house = openTalkHouse();
  const tabs = [];
  for (const party of parties) {
    const tab = house.tab(party).connect();
    await isIn(tab);
    tabs.push(tab);
  }
  for (const tab of tabs) await eventually(() => tab.members().length).toBe(parties.length);
  const [anna, elena, boss] = tabs;
  if (!anna || !elena || !boss) throw new Error('three at least');
  return { house, anna, elena, boss };
}
/** The same for two exactly if they are in the same group at the same epoch. */
const epochOf = ({ vault }: ReturnType<House['tab']>) =>
  Buffer.from(restoreMember(vault.kept?.group ?? new Uint8Array())?.authenticator ?? []).toString('hex');
const three = () => talkOf('customer', 'consultant', 'supervisor');

/** A link that sends what it likes. */
function linkOf(house: House, party: GroupParty, member: string = randomUUID(), person: string = party) {
  const news: TalkNews[] = [];
  const link = { send: (_type: string, message: unknown) => void news.push(message as TalkNews) };
  const send = async (request: TalkRequest, carried: Uint8Array = new Uint8Array()) => {
    await house.delivery.handle(link, { party, person }, request, carried);
    return news.at(-1);
  };
  const hello = () => send({ kind: 'hello', member, seen: null });
  const commit = (frame: Uint8Array, info: Uint8Array) =>
    send({ kind: 'commit', commitBytes: frame.length }, Uint8Array.of(...frame, ...info));
  return { link, member, news, send, hello, commit };
}

async function infoOf(link: ReturnType<typeof linkOf>): Promise<ReadInfo> {
  const news = await link.hello();
  const info = news?.kind === 'group' && news.info ? readInfo(news.info) : null;
  if (!info) throw new Error('no group');
  return info;
}

function flipped(bytes: Uint8Array, fromEnd = 5): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = changed.length - fromEnd;
  changed[at] = (changed[at] ?? 0) ^ 0xff;
  return changed;
}

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
  await eventually(elena.texts).toEqual(['still here']);
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
    await eventually(isAnew).toBe(true);
    anna.say(`nobody stops us ${turn}`);
    await eventually(() => elena.texts().at(-1)).toBe(`nobody stops us ${turn}`);
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
  await eventually(() => anna.members().length).toBe(4);
  const { group } = second.vault.kept ?? {};
  const theirs = restoreMember(group ?? new Uint8Array());
  if (!theirs) throw new Error('no group was kept');
  const member = boss.vault.kept?.member;
  boss.disconnect();
  const link = linkOf(house, 'supervisor', member);
  await link.hello();
  const sealed = await sealLetter(theirs, { kind: 'text', text: 'as somebody else' }, 0);
  await link.send({ kind: 'message', ref: randomUUID(), said: true }, sealed);
  await eventually(() => [anna, elena].map((tab) => tab.view().refusedFrames)).toEqual([1, 1]);
  expect([anna.texts(), elena.texts()]).toEqual([[], []]);
});

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
  await eventually(elena.texts).toEqual(['gone']);
  expect(elena.members()).toEqual(['customer', 'consultant']);
});

test('nothing is said while who was sent away has keys: who speaks takes them out; coming back they read nothing of it', async () => {
  const { house, anna, elena, boss } = await three();
  // The removal that the oldest is asked for does not arrive.
  house.loseNext('commit');
  house.delivery.expel('supervisor');
  boss.disconnect();
  await eventually(() => house.loses()).toBe(null);
  elena.say('what is said meanwhile');
  await eventually(anna.texts).toEqual(['what is said meanwhile']);
  expect(anna.members()).toEqual(['customer', 'consultant']);
  boss.connect();
  await isIn(boss);
  await eventually(() => anna.members().length).toBe(3);
  const frames = boss.news.flatMap((news) => {
    if (news.kind === 'group') return (news.since ?? []).filter(({ ref }) => ref);
    return news.kind === 'frame' && news.frame.ref ? [news.frame] : [];
  });
  expect(boss.texts()).toEqual([]);
  expect(frames).toEqual([]);
  await eventually(() => anna.members().sort()).toEqual(['consultant', 'customer', 'supervisor']);
  anna.say('welcome back');
  await eventually(boss.texts).toEqual(['welcome back']);
});

test('who comes back while their old keys are still in is told nothing until these are out', async () => {
  const { house, anna, elena, boss } = await three();
  anna.disconnect();
  elena.disconnect();
  house.delivery.expel('supervisor');
  boss.disconnect();
  const { length } = boss.news;
  boss.connect();
  await eventually(() => boss.view().standing).toBe('joining');
  expect(boss.news.slice(length)).toEqual([]);
  elena.connect();
  await eventually(() => boss.news.slice(length).map(({ kind }) => kind)).toContain('group');
  await isIn(boss);
  elena.say('all here');
  await eventually(boss.texts).toEqual(['all here']);
});

test('where nobody is left to take the old keys out, who comes back begins anew', async () => {
  const { house, anna, elena, boss } = await three();
  for (const tab of [anna, elena, boss]) tab.disconnect(true);
  anna.connect();
  await eventually(() => anna.news.at(-1)?.kind).toBe('founded');
  elena.connect();
  await isIn(elena);
  elena.say('anew');
  await eventually(anna.texts).toEqual(['anew']);
  expect(house.delivery.members().length).toBe(2);
});

test('where who is asked for a removal does nothing, the next one is asked', async () => {
  const { house, anna, elena, boss } = await three();
  const asked = () => [anna, elena].map((tab) => tab.news.filter(({ kind }) => kind === 'remove').length);
  house.loseNext('commit');
  boss.disconnect(true);
  await eventually(() => house.loses()).toBe(null);
  expect(asked()).toEqual([1, 0]);
  house.time.now = new Date(house.time.now.getTime() + 3000);
  house.delivery.tidy();
  await eventually(() => elena.members().length).toBe(2);
  expect(asked()).toEqual([1, 1]);
});

test('what was said is not kept longer than for who is briefly away, also where nothing follows', async () => {
  const { house, anna, elena } = await three();
  anna.say('old');
  await eventually(elena.texts).toEqual(['old']);
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
