import type { BankConfig } from '../../bank-config.ts';
import type { BankAdapter } from '../bank-adapter.ts';
import { createAccountInformation } from './open-banking-uk-accounts.ts';
import { createApprovals } from './open-banking-uk-approval.ts';
import { type ChannelDeps, createOpenBankingChannel } from './open-banking-uk-channel.ts';
import { DIALECTS } from './open-banking-uk-dialects.ts';
import { createPayments } from './open-banking-uk-payments.ts';
import { createSandboxExtensions } from './sandbox-extensions.ts';

export interface OpenBankingUkDeps extends ChannelDeps {
  readonly bank: Pick<BankConfig, 'standard' | 'clientId' | 'clientKey' | 'apiUrl' | 'extensionsUrl'>;
}

/** UK Open Banking Read/Write, of the version that the bank speaks. */
export function createOpenBankingUkAdapter(deps: OpenBankingUkDeps): BankAdapter {
  const { bank } = deps;
  const parts = { ...deps, dialect: DIALECTS[bank.standard], channel: createOpenBankingChannel(deps) };
  return {
    capabilities: bank.extensionsUrl ? createSandboxExtensions(bank.extensionsUrl, parts.channel) : {},
    ...createAccountInformation(parts),
    ...createPayments(parts),
    ...createApprovals(deps),
  };
}
