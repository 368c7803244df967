import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { restoreMember } from '../../../shared/sealed/group-member.ts';
import { type ReadInfo, readInfo } from '../../../shared/sealed/mls-frames.ts';
import type { GroupParty, TalkNews, TalkRequest } from '../../../shared/sealed-talk.ts';
import { openTalkHouse } from './talk-house.ts';

/** For tests: members of a talk, and links that send what they like. */
export type House = ReturnType<typeof openTalkHouse>;
export const isIn = (tab: ReturnType<House['tab']>) => expect.poll(() => tab.view()?.standing).toBe('in');

async function talkOf(...parties: GroupParty[]) {
  const house = openTalkHouse();
  const tabs = [];
  for (const party of parties) {
    const tab = house.tab(party).connect();
    await isIn(tab);
    tabs.push(tab);
  }
  for (const tab of tabs) await expect.poll(() => tab.members().length).toBe(parties.length);
  const [anna, elena, boss] = tabs;
  if (!anna || !elena || !boss) throw new Error('three at least');
  return { house, anna, elena, boss };
}
/** The same for two exactly if they are in the same group at the same epoch. */
export const epochOf = ({ vault }: ReturnType<House['tab']>) =>
  Buffer.from(restoreMember(vault.kept?.group ?? new Uint8Array())?.authenticator ?? []).toString('hex');
export const three = () => talkOf('customer', 'consultant', 'supervisor');

/** A link that sends what it likes. */
export function linkOf(house: House, party: GroupParty, member: string = randomUUID(), person: string = party) {
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

export async function infoOf(link: ReturnType<typeof linkOf>): Promise<ReadInfo> {
  const news = await link.hello();
  const info = news?.kind === 'group' && news.info ? readInfo(news.info) : null;
  if (!info) throw new Error('no group');
  return info;
}

export function flipped(bytes: Uint8Array, fromEnd = 5): Uint8Array {
  const changed = Uint8Array.from(bytes);
  const at = changed.length - fromEnd;
  changed[at] = (changed[at] ?? 0) ^ 0xff;
  return changed;
}
