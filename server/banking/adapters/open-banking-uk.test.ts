import { afterAll, beforeAll } from 'vitest';
import { describeBankAdapter } from '../bank-adapter.contract.ts';
import { type SandboxHarness, startSandboxHarness } from './testing/sandbox-harness.ts';

/** One sandbox bank, reached over HTTP in every combination of dialect and security profile. */

let harness: SandboxHarness;
beforeAll(async () => {
  harness = await startSandboxHarness();
}, 60_000);
afterAll(() => harness.close());

for (const standard of ['open-banking-uk-v4.0', 'open-banking-uk-v3.1'] as const)
  for (const profile of ['fapi2', 'fapi1-advanced'] as const)
    describeBankAdapter(`${standard} by ${profile}`, () => harness.contractBank(standard, profile));
