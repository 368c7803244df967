import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Notice } from '../../shared/rooms.ts';
import type { BranchLink } from './branch-link.ts';

/** What each notice makes stale; the hooks of the features use these keys. */
const STALE: Readonly<Record<Notice['kind'], readonly string[]>> = {
  'payment-changed': ['payments', 'accounts'],
  'ticket-changed': ['ticket'],
  'consultation-changed': ['ticket', 'queue', 'consultation', 'wrap-up', 'floor', 'conferences', 'documents'],
  'queue-changed': ['queue', 'ticket', 'floor'],
  'table-changed': ['documents', 'proposals'],
};

/** Reads again over HTTP what the branch says has changed, and everything after a link that was lost. */
export function NoticeBridge({ link }: { readonly link: BranchLink | null }) {
  const queries = useQueryClient();
  useEffect(() => {
    if (!link) return;
    const stopNotices = link.onNotice((notice) => {
      for (const key of STALE[notice.kind]) void queries.invalidateQueries({ queryKey: [key] });
    });
    const stopConnected = link.onConnected(() => void queries.invalidateQueries());
    return () => {
      stopNotices();
      stopConnected();
    };
  }, [link, queries]);
  return null;
}
