import type { z } from 'zod';
import type { FaultCount, FaultPlan, FaultRule } from '../faults/fault-rules.ts';
import { OPERATOR_TOKEN } from './test-bank.ts';

/** A fault with its path, as a test writes it; what is left out has its default. */
export type TestFault = z.input<typeof FaultRule>;

/** Where the endpoints of the bank are, as patterns of {@link TestFault.path}. */
export const FAULT_PATHS = {
  anything: '/**',
  token: '/oidc/customers/token',
  approvalRequest: '/oidc/customers/backchannel',
  paymentConsents: '/open-banking/*/pisp/domestic-payment-consents',
  paymentConsent: '/open-banking/*/pisp/domestic-payment-consents/*',
  payments: '/open-banking/*/pisp/domestic-payments',
  payment: '/open-banking/*/pisp/domestic-payments/*',
  balances: '/open-banking/*/aisp/accounts/*/balances',
  transactions: '/open-banking/*/aisp/accounts/*/transactions',
} as const;

/** Switches faults of a running sandbox bank over its operator API. */
export function createTestFaults(bankUrl: string, operatorToken = OPERATOR_TOKEN) {
  const call = async (method: string, body?: z.input<typeof FaultPlan>) => {
    const response = await fetch(`${bankUrl}/operator/faults`, {
      method,
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`the fault switches answered ${response.status}: ${await response.text()}`);
    return response;
  };
  return {
    /** Replaces all faults; `seed` decides every `probability`. */
    set: async (rules: readonly TestFault[], seed = 1): Promise<void> => {
      await call('PUT', { seed, rules: [...rules] });
    },
    clear: async (): Promise<void> => {
      await call('DELETE');
    },
    /** How often each rule fitted and struck since it was set, in their order. */
    counts: async (): Promise<readonly FaultCount[]> => {
      const answer = (await (await call('GET')).json()) as { rules: FaultCount[] };
      return answer.rules;
    },
  };
}
