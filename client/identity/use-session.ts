import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Audience } from '../../shared/endpoint.ts';
import { readSession, type SessionView, signOut } from '../../shared/identity.ts';
import { callEndpoint } from '../net/api.ts';

const NOBODY: SessionView = { customer: null, staff: null };

/** Who is signed in in this browser; `null` while it is not known yet. */
export function useSession(): SessionView | null {
  const { data } = useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const session = await callEndpoint(readSession, { signal });
      return session.ok ? session.value : NOBODY;
    },
    refetchInterval: 60_000,
  });
  return data ?? null;
}

/** Signs out, and forgets everything that was read in the session. */
export function useSignOut(audience: Audience) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => callEndpoint(signOut, { params: { audience } }),
    onSettled: () => queries.resetQueries(),
  });
}
