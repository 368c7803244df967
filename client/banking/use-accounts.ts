import { useQuery } from '@tanstack/react-query';
import { listAccounts, listTransactions } from '../../shared/banking.ts';
import { callEndpoint } from '../net/api.ts';

/** The customer's accounts as the bank says now; each carries its as-of time. */
export function useAccounts(enabled: boolean) {
  return useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => callEndpoint(listAccounts, { signal }),
    enabled,
    refetchInterval: 60_000,
  }).data;
}

export function useTransactions(accountId: string) {
  return useQuery({
    queryKey: ['accounts', accountId, 'transactions'],
    queryFn: ({ signal }) => callEndpoint(listTransactions, { params: { accountId }, signal }),
  }).data;
}
