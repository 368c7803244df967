import { base64ToBytes, bytesToBase64 } from 'ts-mls/util/byteArray.js';
import { z } from 'zod';
import type { KeptTalk, TalkVault } from '../../shared/sealed/talk-view.ts';
import { GroupMemberId, Place } from '../../shared/sealed-talk.ts';
import { TalkMessage } from '../../shared/talk-message.ts';
import { Id, Instant } from '../../shared/text.ts';
import { type DraftPlace, keepDraft, readDraft, TALK_KEPT_FOR_MS } from '../ui/kept-drafts.ts';

/**
 * Where a tab keeps its talk, so that a reload loses nothing: what it has opened, and its keys in the group. Both are this tab's
 * alone (`sessionStorage`), open to the page's own scripts as its memory is, and go with the talk's end and with signing out:
 * docs/encryption.md.
 */

const Bytes = z.base64().transform(base64ToBytes);
const Kept: z.ZodType<KeptTalk> = z.object({
  member: Id,
  keys: z.object({ publicKey: Bytes, signKey: Bytes }),
  group: Bytes.nullable(),
  place: Place.nullable(),
  counts: z.record(z.string(), z.int()),
  entries: z.array(z.object({ id: Id, at: Instant, from: GroupMemberId, message: TalkMessage })),
  waiting: z.array(z.object({ ref: Id, message: TalkMessage })),
  underWay: Id.nullable(),
});

export function openTalkVault(place: DraftPlace): TalkVault {
  return {
    read: () => readDraft(place, Kept) ?? null,
    write: ({ keys, group, ...rest }) => {
      const { publicKey, signKey } = keys;
      const written = {
        ...rest,
        keys: { publicKey: bytesToBase64(publicKey), signKey: bytesToBase64(signKey) },
        group: group && bytesToBase64(group),
      };
      keepDraft(place, written, TALK_KEPT_FOR_MS);
    },
  };
}
