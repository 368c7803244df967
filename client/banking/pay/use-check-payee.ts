import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { checkPayee, type PayeeChoice } from '../../../shared/payment.ts';
import { callEndpoint } from '../../net/api.ts';

/** What was asked, with the bank's word on its payee. */
export interface Checked<T> extends z.infer<(typeof checkPayee)['answer']> {
  readonly asked: T;
}

/** Asks the bank who is behind a payee. What was checked stays until the next answer. */
export function useCheckPayee<T extends { readonly payee: PayeeChoice }>() {
  const [checked, setChecked] = useState<Checked<T> | null>(null);
  const checking = useMutation({
    mutationFn: (asked: T) => callEndpoint(checkPayee, { body: { payee: asked.payee } }),
  });
  return {
    /** Null where the bank did not say, or is being asked already. */
    async check(asked: T): Promise<Checked<T> | null> {
      if (checking.isPending) return null;
      const result = await checking.mutateAsync(asked);
      const answer = result.ok ? { ...result.value, asked } : null;
      setChecked(answer);
      return answer;
    },
    busy: checking.isPending,
    checked,
    error: checking.data && !checking.data.ok ? checking.data.error : null,
    forget() {
      setChecked(null);
      checking.reset();
    },
  };
}
