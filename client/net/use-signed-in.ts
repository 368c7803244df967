import { useQuery } from '@tanstack/react-query';
import type { Audience } from '../../shared/endpoint.ts';
import { readSession } from '../../shared/identity.ts';
import { callEndpoint } from './api.ts';

/** Whether someone of this audience is signed in; null while it is not known. It shares its answer with `useSession`. */
export function useSignedIn(audience: Audience): boolean | null {
  const { data } = useQuery(sessionQuery);
  return data ? data[audience] !== null : null;
}

/** The one query of the session; who signs out resets it. */
export const sessionQuery = {
  queryKey: ['session'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const session = await callEndpoint(readSession, { signal });
    return session.ok ? session.value : { customer: null, staff: null };
  },
  refetchInterval: 60_000,
} as const;
