import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listAccounts, listLatestTransactions, listTransactions } from '../../shared/banking.ts';
import { useRead } from '../net/use-read.ts';

/** The customer's accounts as the bank says; each carries its as-of time, for when the bank cannot be asked again. */
export function useAccounts(enabled: boolean) {
  return useRead(listAccounts, { key: ['accounts'], enabled, everyMs: 60_000 });
}

export function useTransactions(accountId: string, enabled = true) {
  return useRead(listTransactions, { key: ['accounts', accountId, 'transactions'], params: { accountId }, enabled });
}

/** The newest few, and how many there are. */
export function useLatestTransactions(accountId: string, enabled: boolean) {
  return useRead(listLatestTransactions, { key: ['accounts', accountId, 'latest'], params: { accountId }, enabled });
}

/** Asks the bank for the figures anew as soon as `isDue`; true once it has been asked. */
export function useFreshAccounts(isDue: boolean): boolean {
  const queries = useQueryClient();
  const [isFresh, setIsFresh] = useState(false);
  useEffect(() => {
    if (!isDue) return;
    let isStale = false;
    void queries.invalidateQueries({ queryKey: ['accounts'] }).then(() => {
      if (!isStale) setIsFresh(true);
    });
    return () => {
      isStale = true;
    };
  }, [isDue, queries]);
  return isFresh;
}
