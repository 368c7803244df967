import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Result } from '../../../shared/result.ts';
import type { SupervisionError } from './supervision-texts.ts';

const STALE = ['floor', 'queue', 'consultation', 'conferences'];

/** Does one thing after the other with who is in a talk, and reads again what it changed. */
export function useMemberActs() {
  const queries = useQueryClient();
  const acting = useMutation({
    mutationFn: (act: () => Promise<Result<unknown, SupervisionError>>) => act(),
    onSettled: () => Promise.all(STALE.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return {
    error: acting.data && !acting.data.ok ? acting.data.error : null,
    busy: acting.isPending,
    /** Answers whether it was done. */
    act: async (act: () => Promise<Result<unknown, SupervisionError>>) => (await acting.mutateAsync(act)).ok,
  };
}
