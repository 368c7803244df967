import { useMutation, useQueryClient } from '@tanstack/react-query';
import { giveRating, type Rating } from '../../shared/afterwards.ts';
import { callEndpoint } from '../net/api.ts';

/** Says once how a consultation was; `onAnswered` is told true where something was said, false where it was skipped. */
export function useGiveRating(consultationId: string, onAnswered: (isThanked: boolean) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (rating: Rating) => {
      const given = await callEndpoint(giveRating, { params: { consultationId }, body: rating });
      if (given.ok) onAnswered(!('skipped' in rating));
      return given;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['consultation', 'rating-due'] }),
  });
}
