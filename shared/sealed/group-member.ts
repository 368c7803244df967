import {
  type ClientState,
  createApplicationMessage,
  createCommit,
  createGroup,
  createGroupInfoWithExternalPubAndRatchetTree,
  decodeGroupState,
  emptyPskIndex,
  encodeGroupState,
  encodeMlsMessage,
  generateKeyPackageWithKey,
  joinGroupExternal,
  processPrivateMessage,
  processPublicMessage,
  zeroOutUint8Array,
} from 'ts-mls';
import { decryptSenderData } from 'ts-mls/privateMessage.js';
import type { GroupMemberId } from '../sealed-talk.ts';
import type { PrivateBox } from '../talk-message.ts';
import {
  encodeInfo,
  type GroupLeaf,
  leavesOf,
  type ReadCommit,
  type ReadInfo,
  readCommit,
  readSealed,
} from './mls-frames.ts';
import { CAPABILITIES, CONFIG, credentialOf, mlsSuite, sameBytes } from './mls-suite.ts';
import { openAtLeaf, sealToLeaf } from './private-letter.ts';

/** An Ed25519 pair made by this tab: its own in the group, also when it comes back after having lost the group's state. */
export interface SignatureKeys {
  readonly publicKey: Uint8Array;
  readonly signKey: Uint8Array;
}

/** A frame that is not what a member of the group, in its turn, has sent: forged, changed, repeated, or of another epoch. */
export class FrameRefused extends Error {}

/** A change of the group that counts once the server has ordered it before any other. */
export interface Proposed {
  readonly commit: Uint8Array;
  /** The `GroupInfo` that follows it. */
  readonly info: Uint8Array;
  readonly next: GroupMember;
}

export interface Opened {
  readonly from: GroupLeaf;
  readonly plain: Uint8Array;
}

/** One member's view of the group, at one epoch. Sending and opening use keys up, here and nowhere else. */
export interface GroupMember {
  readonly epoch: bigint;
  readonly groupId: Uint8Array;
  /** Oldest seats first; this member is `self`. */
  readonly leaves: readonly GroupLeaf[];
  readonly self: GroupLeaf;
  /** Told by neither member nor server: the same for two exactly if they are in the same group at the same epoch. */
  readonly authenticator: Uint8Array;
  info(): Promise<Uint8Array>;
  seal(plain: Uint8Array): Promise<Uint8Array>;
  /** @throws FrameRefused where it is not to be believed; nothing has changed then. */
  open(bytes: Uint8Array): Promise<Opened>;
  /** For one member alone, in this epoch; null where they are not in it. */
  sealFor(member: string, plain: Uint8Array): Promise<PrivateBox | null>;
  /** What `from` has sealed for this member. @throws FrameRefused */
  openPrivate(from: GroupLeaf, sealed: PrivateBox): Promise<Uint8Array>;
  /** Follows a commit of another; null: it has removed this member. @throws FrameRefused */
  follow(bytes: Uint8Array): Promise<GroupMember | null>;
  /** Takes members out; with nobody named, renews this member's keys. */
  remove(members: readonly string[]): Promise<Proposed>;
  /** Whether an info tells of this very epoch, with this member in it. */
  isAt(info: ReadInfo): boolean;
  /** For {@link restoreMember}. It holds private keys. */
  encode(): Uint8Array;
}

export async function createSignatureKeys(): Promise<SignatureKeys> {
  return (await mlsSuite()).signature.keygen();
}

export async function foundGroup(groupId: Uint8Array, self: GroupMemberId, keys: SignatureKeys): Promise<GroupMember> {
  const suite = await mlsSuite();
  const { publicPackage, privatePackage } = await keyPackage(self, keys);
  return memberAt(await createGroup(groupId, publicPackage, privatePackage, [], suite, CONFIG));
}

/** Joins by an external commit: nobody has to be awake for it. A leaf of the same keys is replaced. */
export async function joinGroup(info: ReadInfo, self: GroupMemberId, keys: SignatureKeys): Promise<Proposed> {
  const suite = await mlsSuite();
  const { publicPackage, privatePackage } = await keyPackage(self, keys);
  const isBack = info.leaves.some(({ signatureKey }) => sameBytes(signatureKey, keys.publicKey));
  const { publicMessage, newState } = await joinGroupExternal(
    info.groupInfo,
    publicPackage,
    privatePackage,
    isBack,
    suite,
    undefined,
    CONFIG,
  );
  const commit = encodeMlsMessage({ version: 'mls10', wireformat: 'mls_public_message', publicMessage });
  const next = memberAt(newState);
  return { commit, info: await next.info(), next };
}

/** Answers null where these are not the bytes that {@link GroupMember.encode} gave. */
export function restoreMember(bytes: Uint8Array): GroupMember | null {
  try {
    const decoded = decodeGroupState(bytes, 0);
    return decoded ? memberAt({ ...decoded[0], clientConfig: CONFIG }) : null;
  } catch {
    return null;
  }
}

async function keyPackage(self: GroupMemberId, keys: SignatureKeys) {
  const forever = { notBefore: 0n, notAfter: 9223372036854775807n };
  return generateKeyPackageWithKey(credentialOf(self), CAPABILITIES, forever, [], keys, await mlsSuite());
}

function memberAt(initial: ClientState): GroupMember {
  let state = initial;
  const leaves = leavesOf(state.ratchetTree);
  const self = leaves?.find(({ leafIndex }) => leafIndex === state.privatePath.leafIndex);
  if (!leaves || !self) throw new FrameRefused('a group of strangers');
  const { groupId, epoch } = state.groupContext;
  /** Keys that have served are wiped. */
  const move = (next: ClientState, consumed: readonly Uint8Array[]) => {
    state = next;
    for (const used of consumed) zeroOutUint8Array(used);
  };

  return {
    epoch,
    groupId,
    leaves,
    self,
    authenticator: state.keySchedule.epochAuthenticator,
    async info() {
      return encodeInfo(await createGroupInfoWithExternalPubAndRatchetTree(state, [], await mlsSuite()));
    },
    async seal(plain) {
      const sealed = await createApplicationMessage(state, plain, await mlsSuite());
      move(sealed.newState, sealed.consumed);
      const { privateMessage } = sealed;
      return encodeMlsMessage({ version: 'mls10', wireformat: 'mls_private_message', privateMessage });
    },
    async open(bytes) {
      const suite = await mlsSuite();
      const message = readSealed(bytes);
      if (!message || message.epoch !== epoch || !sameBytes(message.groupId, groupId))
        throw new FrameRefused('not of this epoch');
      return refusing(async () => {
        const sender = await decryptSenderData(message, state.keySchedule.senderDataSecret, suite);
        const from = leaves.find(({ leafIndex }) => leafIndex === sender?.leafIndex);
        const opened = await processPrivateMessage(state, message, emptyPskIndex, suite, () => 'reject');
        if (opened.kind !== 'applicationMessage' || !from) throw new FrameRefused('not a message');
        move(opened.newState, opened.consumed);
        return { from, plain: opened.message };
      });
    },
    async sealFor(member, plain) {
      const to = leaves.find((leaf) => leaf.member === member);
      return to ? sealToLeaf(state, self, to, plain) : null;
    },
    openPrivate: (from, sealed) => refusing(() => openAtLeaf(state, from, self, sealed)),
    async follow(bytes) {
      const commit = readCommit(bytes);
      if (!commit || commit.epoch !== epoch || !mayChange(commit, leaves))
        throw new FrameRefused('not a commit for us');
      return refusing(async () => {
        const { newState, actionTaken } = await processPublicMessage(
          state,
          commit.message,
          emptyPskIndex,
          await mlsSuite(),
        );
        if (actionTaken !== 'accept') throw new FrameRefused('not accepted');
        return newState.groupActiveState.kind === 'active' ? memberAt(newState) : null;
      });
    },
    async remove(members) {
      const removed = leaves.filter((leaf) => leaf !== self && members.includes(leaf.member));
      const extraProposals = removed.map(
        ({ leafIndex }) => ({ proposalType: 'remove', remove: { removed: leafIndex } }) as const,
      );
      const context = { state, cipherSuite: await mlsSuite() };
      const { commit, newState } = await createCommit(context, { wireAsPublicMessage: true, extraProposals });
      const next = memberAt(newState);
      return { commit: encodeMlsMessage(commit), info: await next.info(), next };
    },
    isAt: (info) =>
      info.epoch === epoch &&
      sameBytes(info.groupId, groupId) &&
      sameBytes(info.groupInfo.groupContext.confirmedTranscriptHash, state.groupContext.confirmedTranscriptHash) &&
      info.leaves.some(({ signatureKey }) => sameBytes(signatureKey, self.signatureKey)),
    encode: () => encodeGroupState(state),
  };
}

/** Who comes in may replace the leaf of its own keys alone; and nobody comes in under the name of one who stays. */
function mayChange(commit: ReadCommit, leaves: readonly GroupLeaf[]): boolean {
  if (commit.by === 'member') return true;
  const { newcomer, removed } = commit;
  return leaves.every((leaf) =>
    removed.includes(leaf.leafIndex)
      ? sameBytes(leaf.signatureKey, newcomer.signatureKey) && leaf.member === newcomer.member
      : leaf.member !== newcomer.member,
  );
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FrameRefused) throw error;
    throw new FrameRefused('not what a member sent', { cause: error });
  }
}
