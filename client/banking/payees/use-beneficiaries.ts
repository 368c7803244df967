import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { listBeneficiaries, removeBeneficiary, saveBeneficiary } from '../../../shared/banking.ts';
import { callEndpoint } from '../../net/api.ts';
import { useRead } from '../../net/use-read.ts';

const KEY = ['beneficiaries'];

/** Everyone the customer has saved at the bank, by name. */
export function useBeneficiaries(enabled = true) {
  return useRead(listBeneficiaries, { key: KEY, enabled });
}

export function useSaveBeneficiary() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<(typeof saveBeneficiary)['body']>) => callEndpoint(saveBeneficiary, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRemoveBeneficiary() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (beneficiaryId: string) => callEndpoint(removeBeneficiary, { params: { beneficiaryId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
