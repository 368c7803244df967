import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Audience } from '../../shared/endpoint.ts';
import { type SessionView, signOut } from '../../shared/identity.ts';
import { callEndpoint } from '../net/api.ts';
import { ownPath } from '../net/go-to-sign-in.ts';
import { draftOwner } from '../net/use-draft-owner.ts';
import { sessionQuery } from '../net/use-signed-in.ts';
import { forgetDraftsOfOthers } from '../ui/kept-drafts.ts';

/** Who is signed in in this browser; `null` while it is not known yet. */
export function useSession(): SessionView | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Signs out, at the bank too where it has a session in this browser, and forgets everything that was read in the session. */
export function useSignOut(audience: Audience) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => callEndpoint(signOut, { params: { audience }, body: { returnTo: ownPath() } }),
    onSettled: (result) => {
      if (result?.ok) forgetDraftsOfOthers([]);
      if (result?.ok && result.value.bankSignOutUrl) location.assign(result.value.bankSignOutUrl);
      else void queries.resetQueries();
    },
  });
}

/** What may be known without a session. */
const PUBLIC_READINGS: readonly unknown[] = ['session', 'branches', 'plan'];

/** Forgets what a person has read once somebody else, or nobody, is in their place: the session ended, or another tab changed it. */
export function useForgetting(audience: Audience): void {
  const queries = useQueryClient();
  const session = useSession();
  const person = session?.[audience]?.pseudonym ?? null;
  const before = useRef(person);
  useEffect(() => {
    const changed = before.current !== null && before.current !== person;
    before.current = person;
    if (changed) void queries.resetQueries({ predicate: ({ queryKey }) => !PUBLIC_READINGS.includes(queryKey[0]) });
  }, [person, queries]);
  useEffect(() => {
    if (session) forgetDraftsOfOthers(draftOwners(session));
  }, [session]);
}

function draftOwners(session: SessionView): string[] {
  return (['customer', 'staff'] as const).flatMap((audience) => {
    const person = session[audience];
    return person ? [draftOwner(audience, person.pseudonym)] : [];
  });
}
