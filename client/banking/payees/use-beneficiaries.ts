import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { listBeneficiaries, removeBeneficiary, saveBeneficiary } from '../../../shared/banking.ts';
import type { Payment } from '../../../shared/payment.ts';
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

/** Whether the payee of a payment can be saved: the account was typed, and is not among those saved already. */
export function useCanSavePayee(payment: Payment | undefined): boolean {
  const { value } = useBeneficiaries();
  if (!payment?.receipt || payment.payeeKind !== 'account' || !value?.canChange) return false;
  return value.beneficiaries.every(({ identification }) => identification !== payment.payee.identification);
}
