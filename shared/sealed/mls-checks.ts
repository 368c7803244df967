import type { Commit, GroupInfo, RatchetTree } from 'ts-mls';
import { nextEpochContext, validateRatchetTree } from 'ts-mls/clientState.js';
import { encode } from 'ts-mls/codec/tlsEncoder.js';
import { verifyFramedContentSignature } from 'ts-mls/framedContent.js';
import { groupContextEncoder } from 'ts-mls/groupContext.js';
import { ratchetTreeFromExtension, verifyGroupInfoSignature } from 'ts-mls/groupInfo.js';
import { addLeafNode, removeLeafNode } from 'ts-mls/ratchetTree.js';
import { treeHashRoot } from 'ts-mls/treeHash.js';
import { nodeToLeafIndex, toLeafIndex } from 'ts-mls/treemath.js';
import { applyUpdatePath } from 'ts-mls/updatePath.js';
import type { ReadCommit, ReadInfo } from './mls-frames.ts';
import { CONFIG, mlsSuite, SUITE, sameBytes } from './mls-suite.ts';

/**
 * What can be checked of frames without any key of the group: that they are signed by who they say, that they follow from what
 * was before, and that whoever comes next can come in by them. What is left to the members is what was encrypted to them.
 */

const WIRE = 'mls_public_message';

/** Whether it begins a group: of one member, at its first epoch, as {@link foundGroup} makes it. */
export async function isBeginning(info: ReadInfo): Promise<boolean> {
  const { groupContext, signer, extensions } = info.groupInfo;
  if (info.epoch !== 0n || info.leaves.length !== 1 || info.leaves[0]?.leafIndex !== signer) return false;
  if (groupContext.cipherSuite !== SUITE || groupContext.version !== 'mls10') return false;
  if (groupContext.extensions.length > 0 || extensions.length !== 2) return false;
  return refusing(async () => {
    const tree = treeOf(info);
    const leaf = tree[0]?.nodeType === 'leaf' ? tree[0].leaf : undefined;
    return tree.length === 1 && leaf !== undefined && (await isOpen(info, [leaf.hpkePublicKey]));
  });
}

/** Whether a commit and the `GroupInfo` with it are what follows `current` for all who are in the group. */
export async function isNextOf(current: ReadInfo, commit: ReadCommit, next: ReadInfo): Promise<boolean> {
  const { content, auth } = commit.message;
  if (content.contentType !== 'commit' || auth.contentType !== 'commit' || !content.commit.path) return false;
  const { path } = content.commit;
  return refusing(async () => {
    const { signature, hash } = await mlsSuite();
    const context = current.groupInfo.groupContext;
    const key = signerOf(current, commit);
    if (!key || !(await verifyFramedContentSignature(key, WIRE, content, auth, context, signature))) return false;
    const { tree, by } = await treeAfter(treeOf(current), commit, path);
    const expected = await nextEpochContext(
      context,
      WIRE,
      content,
      auth.signature,
      await treeHashRoot(tree, hash),
      current.groupInfo.confirmationTag,
      hash,
    );
    const { groupContext, confirmationTag, signer, extensions } = next.groupInfo;
    const follows =
      sameBytes(encode(groupContextEncoder)(expected), encode(groupContextEncoder)(groupContext)) &&
      sameBytes(auth.confirmationTag, confirmationTag) &&
      signer === by &&
      extensions.length === 2;
    const keys = [path.leafNode.hpkePublicKey, ...path.nodes.map(({ hpkePublicKey }) => hpkePublicKey)];
    return follows && (await isOpen(next, keys));
  });
}

function signerOf(current: ReadInfo, commit: ReadCommit): Uint8Array | undefined {
  if (commit.by === 'newcomer') return commit.newcomer.signatureKey;
  return current.leaves.find(({ leafIndex }) => leafIndex === commit.leafIndex)?.signatureKey;
}

/** As the members will have it, by the library's own steps. */
async function treeAfter(before: RatchetTree, commit: ReadCommit, path: NonNullable<Commit['path']>) {
  const { hash } = await mlsSuite();
  const left = commit.removed.reduce((tree, index) => removeLeafNode(tree, toLeafIndex(index)), before);
  if (commit.by === 'member') {
    const by = toLeafIndex(commit.leafIndex);
    return { by, tree: await applyUpdatePath(left, by, path, hash) };
  }
  const [joined, node] = addLeafNode(left, path.leafNode);
  const by = nodeToLeafIndex(node);
  return { by, tree: await applyUpdatePath(joined, by, path, hash, true) };
}

/** Whether a newcomer comes in by it: it is signed, its tree is sound, and one can encrypt to its keys, of which these are new. */
async function isOpen({ groupInfo, leaves }: ReadInfo, newKeys: readonly Uint8Array[]): Promise<boolean> {
  const suite = await mlsSuite();
  const signer = leaves.find(({ leafIndex }) => leafIndex === groupInfo.signer);
  if (!signer || !(await verifyGroupInfoSignature(groupInfo, signer.signatureKey, suite.signature))) return false;
  const { groupContext } = groupInfo;
  const { lifetimeConfig, authService } = CONFIG;
  const tree = ratchetTreeFromExtension(groupInfo);
  if (!tree) return false;
  const flaw = await validateRatchetTree(tree, groupContext, lifetimeConfig, authService, groupContext.treeHash, suite);
  const external = groupInfo.extensions.find(({ extensionType }) => extensionType === 'external_pub');
  if (flaw || !external) return false;
  for (const key of [...newKeys, external.extensionData]) {
    const imported = await suite.hpke.importPublicKey(key);
    await suite.hpke.exportSecret(imported, NOTHING, 32, NOTHING);
  }
  return true;
}

function treeOf({ groupInfo }: { readonly groupInfo: GroupInfo }): RatchetTree {
  return ratchetTreeFromExtension(groupInfo) ?? [];
}

const NOTHING = new Uint8Array();

/** The library throws at what is not well made. */
async function refusing(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false;
  }
}
