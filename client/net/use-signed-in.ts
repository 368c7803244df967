import { useQuery } from '@tanstack/react-query';
import type { Audience } from '../../shared/endpoint.ts';
import { readSession, type StaffRole } from '../../shared/identity.ts';
import { readEndpoint } from './use-read.ts';

/** Whether someone of this audience is signed in; null while it is not known. It shares its answer with `useSession`. */
export function useSignedIn(audience: Audience): boolean | null {
  const { data } = useQuery(sessionQuery);
  return data ? data[audience] !== null : null;
}

/** Whether the staff member who is signed in has a role; false while it is not known. What it opens, the server guards. */
export function useHasRole(role: StaffRole): boolean {
  const { data } = useQuery(sessionQuery);
  return data?.staff?.roles.includes(role) ?? false;
}

/** Who is signed in, by pseudonym; null for nobody, undefined while it is not known. */
export function usePerson(audience: Audience): string | null | undefined {
  const { data } = useQuery(sessionQuery);
  return data && (data[audience]?.pseudonym ?? null);
}

/** The one query of the session; who signs out resets it. A lost connection signs nobody out: it is asked until it answers. */
export const sessionQuery = {
  queryKey: ['session'],
  queryFn: ({ signal }: { signal: AbortSignal }) => readEndpoint(readSession, { signal }),
  refetchInterval: 60_000,
  retry: true,
} as const;
