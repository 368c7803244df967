import { mlsSuite } from '../../shared/sealed/mls-suite.ts';
import { createTalkClient, type TalkClient, type TalkClientOptions } from '../../shared/sealed/talk-client.ts';
import type { DraftPlace } from '../ui/kept-drafts.ts';
import { holdName } from './own-tab.ts';
import { openTalkVault } from './talk-vault.ts';

/** All of the talk's encryption, in one piece that is loaded when a consultation is. */

export type SealedTalkOptions = Omit<TalkClientOptions, 'member' | 'vault'> & { readonly place: DraftPlace };

/** Answers null where this browser lacks what the encryption needs. */
export async function openSealedTalk({ place, ...options }: SealedTalkOptions): Promise<TalkClient | null> {
  if (!(await canSeal())) return null;
  const vault = openTalkVault(place);
  const kept = vault.read()?.member;
  const member = kept !== undefined && (await holdName(kept)) ? kept : crypto.randomUUID();
  if (member !== kept) await holdName(member);
  return createTalkClient({ ...options, member, vault });
}

/** Ed25519 is the youngest of what is needed; a page without TLS has no cryptography at all. */
async function canSeal(): Promise<boolean> {
  try {
    const { signature } = await mlsSuite();
    await signature.keygen();
    return true;
  } catch {
    return false;
  }
}
