import {
  type Commit,
  decodeMlsMessage,
  encodeMlsMessage,
  type GroupInfo,
  type PublicMessage,
  type RatchetTree,
} from 'ts-mls';
import { ratchetTreeFromExtension } from 'ts-mls/groupInfo.js';
import type { GroupMemberId } from '../sealed-talk.ts';
import { memberOf } from './mls-suite.ts';

/** What can be read of the frames of a talk without any of its keys: the server's view, and the first look of a member. */

export interface GroupLeaf extends GroupMemberId {
  readonly leafIndex: number;
  /** Ed25519, 32 bytes. */
  readonly signatureKey: Uint8Array;
}

export interface ReadInfo {
  readonly groupInfo: GroupInfo;
  readonly groupId: Uint8Array;
  readonly epoch: bigint;
  readonly leaves: readonly GroupLeaf[];
}

export type ReadCommit = {
  readonly message: PublicMessage;
  readonly groupId: Uint8Array;
  readonly epoch: bigint;
  /** Leaf indices that it removes. */
  readonly removed: readonly number[];
} & (
  | { readonly by: 'member'; readonly leafIndex: number }
  | { readonly by: 'newcomer'; readonly newcomer: Omit<GroupLeaf, 'leafIndex'> }
);

/** The leaves of a tree; null where one has a credential that is none of ours, or two are the same member. */
export function leavesOf(tree: RatchetTree): GroupLeaf[] | null {
  const leaves: GroupLeaf[] = [];
  for (const [index, node] of tree.entries()) {
    if (node?.nodeType !== 'leaf') continue;
    const member = memberOf(node.leaf.credential);
    if (!member || leaves.some((leaf) => leaf.member === member.member)) return null;
    leaves.push({ ...member, leafIndex: index / 2, signatureKey: node.leaf.signaturePublicKey });
  }
  return leaves;
}

export function readInfo(bytes: Uint8Array): ReadInfo | null {
  const message = decode(bytes);
  if (message?.wireformat !== 'mls_group_info') return null;
  const { groupInfo } = message;
  const tree = ratchetTreeFromExtension(groupInfo);
  const leaves = tree && leavesOf(tree);
  if (!leaves || leaves.length === 0) return null;
  const { groupId, epoch } = groupInfo.groupContext;
  return { groupInfo, groupId, epoch, leaves };
}

/** Commits are public messages that only bring the sender in, remove members, or renew the sender's keys: null for any other. */
export function readCommit(bytes: Uint8Array): ReadCommit | null {
  const message = decode(bytes);
  if (message?.wireformat !== 'mls_public_message') return null;
  const { content } = message.publicMessage;
  if (content.contentType !== 'commit') return null;
  const proposals = proposalsOf(content.commit);
  if (!proposals) return null;
  const { groupId, epoch, sender } = content;
  const common = { message: message.publicMessage, groupId, epoch, removed: proposals.removed };
  if (sender.senderType === 'member')
    return proposals.joins === 0 ? { ...common, by: 'member', leafIndex: sender.leafIndex } : null;
  const leaf = content.commit.path?.leafNode;
  const member = leaf && memberOf(leaf.credential);
  if (sender.senderType !== 'new_member_commit' || proposals.joins !== 1 || !member) return null;
  return { ...common, by: 'newcomer', newcomer: { ...member, signatureKey: leaf.signaturePublicKey } };
}

function proposalsOf(commit: Commit): { readonly joins: number; readonly removed: number[] } | null {
  let joins = 0;
  const removed: number[] = [];
  for (const carried of commit.proposals) {
    if (carried.proposalOrRefType !== 'proposal') return null;
    const { proposal } = carried;
    if (proposal.proposalType === 'external_init') joins += 1;
    else if (proposal.proposalType === 'remove') removed.push(proposal.remove.removed);
    else return null;
  }
  return { joins, removed };
}

/** The group and epoch of an encrypted message; null for what is none. */
export function readSealed(bytes: Uint8Array) {
  const message = decode(bytes);
  if (message?.wireformat !== 'mls_private_message') return null;
  return message.privateMessage.contentType === 'application' ? message.privateMessage : null;
}

export function encodeInfo(groupInfo: GroupInfo): Uint8Array {
  return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_group_info', groupInfo });
}

function decode(bytes: Uint8Array) {
  try {
    // A Buffer shares its memory with others; what is decoded points into it.
    const own = Uint8Array.from(bytes);
    const decoded = decodeMlsMessage(own, 0);
    return decoded && decoded[1] === own.length ? decoded[0] : null;
  } catch {
    return null;
  }
}
