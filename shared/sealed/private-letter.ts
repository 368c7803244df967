import type { ClientState } from 'ts-mls';
import { decryptWithLabel, encryptWithLabel } from 'ts-mls/crypto/hpke.js';
import type { PrivateBox } from '../talk-message.ts';
import type { GroupLeaf } from './mls-frames.ts';
import { mlsSuite } from './mls-suite.ts';

/**
 * A letter from one member to another that the rest of the group cannot open, as the targeted messages of the MLS extensions draft: HPKE
 * (X-Wing) to the key that the reader's leaf has in this epoch. It travels within a message of the group, which says who wrote it.
 */

/** Apart from all that MLS itself encrypts to the same key (RFC 9420, 5.1.3). */
const LABEL = 'atrium private letter';

export async function sealToLeaf(state: ClientState, from: GroupLeaf, to: GroupLeaf, plain: Uint8Array) {
  const { hpke } = await mlsSuite();
  const node = state.ratchetTree[to.leafIndex * 2];
  if (node?.nodeType !== 'leaf') throw new Error('a leaf that is not in the tree');
  const key = await hpke.importPublicKey(node.leaf.hpkePublicKey);
  const { enc, ct } = await encryptWithLabel(key, LABEL, contextOf(state, from, to), plain, hpke);
  return { enc, box: ct } satisfies PrivateBox;
}

/** Rejects what was not sealed by `from` for this very leaf, in this group and epoch. */
export async function openAtLeaf(state: ClientState, from: GroupLeaf, to: GroupLeaf, { enc, box }: PrivateBox) {
  const { hpke } = await mlsSuite();
  const own = state.privatePath.privateKeys[to.leafIndex * 2];
  if (!own) throw new Error('a leaf of somebody else');
  return decryptWithLabel(await hpke.importPrivateKey(own), LABEL, contextOf(state, from, to), enc, box, hpke);
}

/** The group's name has the consultation's in it. */
function contextOf({ groupContext: { groupId, epoch } }: ClientState, from: GroupLeaf, to: GroupLeaf): Uint8Array {
  const names = [Array.from(groupId), String(epoch), from.party, from.member, to.party, to.member];
  return new TextEncoder().encode(JSON.stringify(names));
}
