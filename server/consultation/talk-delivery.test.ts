import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { encodeInfo, readCommit, readInfo } from '../../shared/sealed/mls-frames.ts';
import { safetyCode } from '../../shared/sealed/safety-code.ts';
import type { TalkNews } from '../../shared/sealed-talk.ts';
import { ABSENCE_MS } from './talk-delivery.ts';
import { openTalkHouse } from './testing/talk-house.ts';

/** Tabs with the client of the browsers, and a delivery between them that some tests make hostile. */
const isIn = (tab: ReturnType<House['tab']>) => expect.poll(() => tab.view()?.standing).toBe('in');
type House = ReturnType<typeof openTalkHouse>;
const codeOf = ({ view }: ReturnType<House['tab']>) =>
  safetyCode({ consultationId: 'of this talk', members: view().members, voicePrints: {} });

async function talkOfTwo(house = openTalkHouse()) {
  const anna = house.tab('customer').connect();
  await isIn(anna);
  const elena = house.tab('consultant').connect();
  await isIn(elena);
  await expect.poll(() => anna.members().length).toBe(2);
  return { house, anna, elena };
}

test('two come in, one after the other, and read each other; the server is not sent a word of it', async () => {
  const { house, anna, elena } = await talkOfTwo();
  anna.say('canary of anna');
  elena.say('canary of elena');
  await expect.poll(() => anna.texts().length).toBe(2);
  await expect.poll(() => elena.view().entries).toEqual(anna.view().entries);
  expect(
    anna
      .view()
      .entries.map(({ from }) => from.party)
      .sort(),
  ).toEqual(['consultant', 'customer']);
  expect(house.said.sort()).toEqual(['consultant', 'customer']);
  expect(house.seen.length).toBeGreaterThan(4);
  for (const bytes of house.seen) expect(Buffer.from(bytes).includes('canary')).toBe(false);
});

test('what is said to nobody waits for who comes, and is sent once', async () => {
  const house = openTalkHouse();
  const anna = house.tab('customer').connect();
  await isIn(anna);
  anna.say('is anybody here?');
  await expect.poll(() => anna.view().waiting.length).toBe(1);
  const elena = house.tab('consultant').connect();
  await expect.poll(elena.texts).toEqual(['is anybody here?']);
  await expect.poll(() => anna.view().waiting.length).toBe(0);
});

test('a second tab of the customer reads what is said from then on, and nothing before', async () => {
  const { house, anna, elena } = await talkOfTwo();
  anna.say('before');
  await expect.poll(elena.texts).toEqual(['before']);
  const phone = house.tab('customer').connect();
  await isIn(phone);
  elena.say('after');
  await expect.poll(phone.texts).toEqual(['after']);
  expect(phone.view().cameLate).toBe(true);
  expect(phone.members()).toEqual(['customer', 'consultant', 'customer']);
});

test('many come in at once: each commit is ordered alone, and all end in one group', async () => {
  const house = openTalkHouse();
  const tabs = ['customer', 'consultant', 'colleague', 'supervisor', 'customer'] as const;
  const all = tabs.map((party, index) => house.tab(party, { person: `${party} ${index}` }).connect());
  for (const tab of all) await expect.poll(() => tab.members().length).toBe(5);
  all[0]?.say('all here');
  for (const tab of all) await expect.poll(tab.texts).toEqual(['all here']);
});

test('a tab that loses its link reads what was said meanwhile, and says what it wrote meanwhile', async () => {
  const { anna, elena } = await talkOfTwo();
  anna.disconnect();
  elena.say('are you there?');
  await expect.poll(elena.texts).toEqual(['are you there?']);
  anna.say('just back');
  anna.connect();
  await expect.poll(anna.texts).toEqual(['are you there?', 'just back']);
  await expect.poll(elena.texts).toEqual(['are you there?', 'just back']);
  expect(anna.view()).toMatchObject({ hasMissed: false, refusedFrames: 0 });
});

test('a tab that reloads goes on with what it kept; no key is used twice', async () => {
  const { house, anna, elena } = await talkOfTwo();
  anna.say('one');
  await expect.poll(elena.texts).toEqual(['one']);
  anna.disconnect();
  anna.client.close();
  elena.say('two');
  await expect.poll(elena.texts).toEqual(['one', 'two']);
  const again = house.tab('customer', { kept: anna.vault.kept }).connect();
  await expect.poll(again.texts).toEqual(['one', 'two']);
  again.say('three');
  await expect.poll(elena.texts).toEqual(['one', 'two', 'three']);
  expect(again.members()).toEqual(['customer', 'consultant']);
  expect(elena.view().refusedFrames).toBe(0);
});

test('after the server has restarted the members begin anew by the keys that they had: their safety code is the same', async () => {
  const { house, anna, elena } = await talkOfTwo();
  anna.say('before');
  await expect.poll(elena.texts).toEqual(['before']);
  const code = await codeOf(anna);
  anna.disconnect();
  elena.disconnect();
  house.restart();
  elena.connect();
  await isIn(elena);
  anna.connect();
  await isIn(anna);
  anna.say('after');
  await expect.poll(elena.texts).toEqual(['before', 'after']);
  expect([await codeOf(anna), await codeOf(elena)]).toEqual([code, code]);
  expect(anna.view().hasMissed).toBe(true);
});

test('who stays away is taken out by who is there; coming back, they are told that they may have missed something', async () => {
  const { house, anna, elena } = await talkOfTwo();
  elena.say('hello');
  await expect.poll(anna.texts).toEqual(['hello']);
  anna.disconnect();
  house.time.now = new Date(house.time.now.getTime() + ABSENCE_MS);
  house.delivery.tidy();
  await expect.poll(elena.members).toEqual(['consultant']);
  elena.say('kept for who comes');
  anna.connect();
  await expect.poll(anna.texts).toEqual(['hello', 'kept for who comes']);
  expect(anna.view().hasMissed).toBe(true);
  expect(elena.members().sort()).toEqual(['consultant', 'customer']);
});

test('who is sent away reads nothing more', async () => {
  const { house, anna, elena } = await talkOfTwo();
  const boss = house.tab('supervisor').connect();
  await isIn(boss);
  anna.say('while');
  await expect.poll(boss.texts).toEqual(['while']);
  await expect.poll(() => elena.members().length).toBe(3);
  house.delivery.expel('supervisor');
  await expect.poll(() => elena.members().length).toBe(2);
  await expect.poll(() => anna.members().length).toBe(2);
  anna.say('afterwards');
  await expect.poll(elena.texts).toEqual(['while', 'afterwards']);
  expect(boss.texts()).toEqual(['while']);
  expect(boss.news.filter(({ kind }) => kind === 'frame').length).toBeLessThan(3);
});

test('whose commit the room had refused as one too many comes in a moment later', async () => {
  const house = openTalkHouse();
  const anna = house.tab('customer').connect();
  await isIn(anna);
  house.loseNext('commit');
  const elena = house.tab('consultant').connect();
  await expect.poll(() => house.loses()).toBe(null);
  expect(elena.view().standing).toBe('joining');
  elena.client.sendAgainSoon();
  await isIn(elena);
});

/** A server that changes what it hands to Elena. */
async function withHostile(change: (news: TalkNews, earlier: readonly TalkNews[]) => readonly TalkNews[]) {
  const house = openTalkHouse();
  const earlier: TalkNews[] = [];
  let isHostile = false;
  const anna = house.tab('customer').connect();
  await isIn(anna);
  const elena = house
    .tab('consultant', {
      change: (news) => {
        const changed = isHostile ? change(news, earlier) : [news];
        earlier.push(news);
        return changed;
      },
    })
    .connect();
  await isIn(elena);
  await expect.poll(() => anna.members().length).toBe(2);
  isHostile = true;
  return { anna, elena, house };
}
const isMessage = (news: TalkNews) => news.kind === 'frame' && news.frame.ref !== null;

test('a message that was changed on its way is refused, and said so', async () => {
  const { anna, elena } = await withHostile((news) => {
    if (news.kind !== 'frame' || !isMessage(news)) return [news];
    const bytes = Uint8Array.from(news.frame.bytes);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    return [{ ...news, frame: { ...news.frame, bytes } }];
  });
  anna.say('pay Oliver');
  await expect.poll(() => elena.view().refusedFrames).toBe(1);
  expect(elena.texts()).toEqual([]);
});

test('a message repeated under a new number is refused', async () => {
  const { anna, elena } = await withHostile((news) =>
    news.kind === 'frame' && isMessage(news)
      ? [news, { ...news, frame: { ...news.frame, seq: news.frame.seq + 1, id: randomUUID() } }]
      : [news],
  );
  anna.say('once');
  await expect.poll(() => elena.view().refusedFrames).toBe(1);
  expect(elena.texts()).toEqual(['once']);
});

test('messages in another order than they were sent are refused, or noticed', async () => {
  const held: TalkNews[] = [];
  const { anna, elena } = await withHostile((news) => {
    if (news.kind !== 'frame' || !isMessage(news)) return [news];
    held.push(news);
    const [first, second] = held;
    if (first?.kind !== 'frame' || second?.kind !== 'frame') return [];
    const swap = (a: typeof first, b: typeof first): TalkNews => ({ ...a, frame: { ...a.frame, seq: b.frame.seq } });
    return [swap(second, first), swap(first, second)];
  });
  anna.say('no');
  anna.say('yes');
  await expect.poll(() => elena.view().refusedFrames).toBe(2);
  expect(elena.texts()).toEqual(['yes']);
});

test('a message that is held back is noticed at the next', async () => {
  let isHeld = true;
  const { anna, elena } = await withHostile((news) => {
    if (news.kind !== 'frame' || !isMessage(news)) return [news];
    if (isHeld) {
      isHeld = false;
      return [];
    }
    return [{ ...news, frame: { ...news.frame, seq: news.frame.seq - 1 } }];
  });
  anna.say('do not');
  anna.say('pay');
  await expect.poll(() => elena.view().refusedFrames).toBe(1);
  expect(elena.texts()).toEqual(['pay']);
});

test('a server that stands between two, with keys of its own to each, makes their safety codes differ', async () => {
  const house = openTalkHouse();
  const other = openTalkHouse({ consultationId: house.consultationId });
  const { anna, elena: falseElena } = await talkOfTwo(house);
  const { anna: falseAnna, elena } = await talkOfTwo(other);
  falseElena.say('it is me');
  await expect.poll(anna.texts).toEqual(['it is me']);
  expect(await codeOf(anna)).not.toBe(await codeOf(elena));
  // In an honest group they are the same.
  expect(await codeOf(anna)).toBe(await codeOf(falseElena));
  expect(await codeOf(falseAnna)).toBe(await codeOf(elena));
});

test('the server takes no commit for another’s leaf, none of another group, and no info that names others', async () => {
  const { house, anna, elena } = await talkOfTwo();
  const { delivery } = house;
  const { openCommit } = await forge(house);
  const before = delivery.members();
  const attempts: [string, Parameters<typeof openCommit>[0]][] = [
    ['as a party that one is not', { party: 'consultant' }],
    ['of another group', { otherGroup: true }],
    ['with an info that leaves somebody out', { infoOf: 'before' }],
  ];
  for (const [, attempt] of attempts) {
    const told = await openCommit(attempt);
    expect(told).toMatchObject({ kind: 'refused', code: 'talk-malformed' });
  }
  expect(delivery.members()).toEqual(before);
  expect(await openCommit({})).toMatchObject({ kind: 'frame' });
  await expect.poll(() => [anna.members().length, elena.members().length]).toEqual([3, 3]);
});

/** Somebody with a link of a supervisor, and a client of their own making. */
async function forge(house: House) {
  const { createSignatureKeys, foundGroup, joinGroup } = await import('../../shared/sealed/group-member.ts');
  const told: TalkNews[] = [];
  const link = { send: (_type: string, news: unknown) => void told.push(news as TalkNews) };
  const seat = { party: 'supervisor', person: 'boss' } as const;
  const member = randomUUID();
  const nothing = new Uint8Array();
  await house.delivery.handle(link, seat, { kind: 'hello', member, seen: null }, nothing);
  async function openCommit({
    party = 'supervisor' as 'supervisor' | 'consultant',
    otherGroup = false,
    infoOf = 'after' as 'before' | 'after',
  }) {
    await house.delivery.handle(link, seat, { kind: 'hello', member, seen: null }, nothing);
    const news = told.at(-1);
    const info = news?.kind === 'group' && news.info ? readInfo(news.info) : null;
    if (!info) throw new Error('no info');
    const keys = await createSignatureKeys();
    const self = { party, member };
    const elsewhere = await foundGroup(
      new TextEncoder().encode('other'),
      { party: 'customer', member: randomUUID() },
      keys,
    );
    const target = otherGroup ? readInfo(await elsewhere.info()) : info;
    if (!target) throw new Error('no info');
    const { commit, info: after } = await joinGroup(target, self, await createSignatureKeys());
    expect(readCommit(commit)?.by).toBe('newcomer');
    const next = infoOf === 'before' ? encodeInfo(info.groupInfo) : after;
    const request = { kind: 'commit', commitBytes: commit.length } as const;
    await house.delivery.handle(link, seat, request, Buffer.concat([commit, next]));
    return told.at(-1);
  }
  return { openCommit };
}
