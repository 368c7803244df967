import { readConferences } from '../../../shared/consultation-members.ts';
import { useRead } from '../../net/use-read.ts';

/** The colleagues' talks that one is asked into, and the one that one is in. */
export function useConference() {
  const { value } = useRead(readConferences, { key: ['conferences'], everyMs: 30_000 });
  const conferences = value?.conferences ?? [];
  return {
    joined: conferences.find(({ isJoined }) => isJoined) ?? null,
    asked: conferences.filter(({ isJoined }) => !isJoined),
  };
}
