import type { ReadCommit, ReadInfo } from '../../shared/sealed/mls-frames.ts';
import type { GroupMemberId } from '../../shared/sealed-talk.ts';

export interface CommitAttempt {
  readonly current: ReadInfo;
  readonly change: ReadCommit;
  /** The `GroupInfo` that is to follow. */
  readonly next: ReadInfo;
  /** Whose link it came by. */
  readonly by: GroupMemberId;
  readonly mayRemove: (member: string) => boolean;
}

/**
 * Whether the server orders a commit, by who is in it: it is of the current epoch, of the link's own leaf, brings in who sends it or takes
 * out only who has gone, and the `GroupInfo` with it names exactly those who are left. Signatures and keys: `mls-checks.ts`.
 */
export function commitOutcome(attempt: CommitAttempt): 'accepted' | 'epoch-stale' | 'talk-malformed' {
  const { current, change, next, by } = attempt;
  if (!same(change.groupId, current.groupId) || !same(next.groupId, current.groupId)) return 'talk-malformed';
  if (change.epoch !== current.epoch) return 'epoch-stale';
  if (next.epoch !== current.epoch + 1n || !isOwn(attempt) || !isRemovalLawful(attempt)) return 'talk-malformed';
  const left = current.leaves.filter(({ leafIndex }) => !change.removed.includes(leafIndex));
  const expected = [...left, ...(change.by === 'newcomer' ? [by] : [])].map(nameOf).sort();
  const named = next.leaves.map(nameOf).sort();
  return expected.length === named.length && expected.every((name, index) => name === named[index])
    ? 'accepted'
    : 'talk-malformed';
}

function isOwn({ current, change, by }: CommitAttempt): boolean {
  if (change.by === 'newcomer') return nameOf(change.newcomer) === nameOf(by);
  const leaf = current.leaves.find(({ leafIndex }) => leafIndex === change.leafIndex);
  return leaf !== undefined && nameOf(leaf) === nameOf(by);
}

function isRemovalLawful({ current, change, by, mayRemove }: CommitAttempt): boolean {
  if (change.by === 'member' && change.removed.length === 0) return false;
  return change.removed.every((removed) => {
    const leaf = current.leaves.find(({ leafIndex }) => leafIndex === removed);
    if (!leaf) return false;
    return change.by === 'newcomer' ? leaf.member === by.member : mayRemove(leaf.member);
  });
}

const nameOf = ({ party, member }: GroupMemberId) => `${party}:${member}`;

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
