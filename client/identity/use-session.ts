import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Audience } from '../../shared/endpoint.ts';
import { type SessionView, signOut } from '../../shared/identity.ts';
import { callEndpoint } from '../net/api.ts';
import { sessionQuery } from '../net/use-signed-in.ts';

/** Who is signed in in this browser; `null` while it is not known yet. */
export function useSession(): SessionView | null {
  return useQuery(sessionQuery).data ?? null;
}

/** Signs out, and forgets everything that was read in the session. */
export function useSignOut(audience: Audience) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => callEndpoint(signOut, { params: { audience } }),
    onSettled: () => queries.resetQueries(),
  });
}
