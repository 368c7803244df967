import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from '../../logger.ts';
import type { Withdrawal } from '../approvals/approval-service.ts';
import type { BankTables } from '../bank-tables.ts';
import type { LedgerService } from '../ledger/ledger-service.ts';
import type { TokenVerifier } from './access-token.ts';
import { createAccountAccess } from './account-access.ts';
import { createAccountsApi } from './accounts-api.ts';
import { createApiRouter } from './api-router.ts';
import { createBeneficiaryStore } from './beneficiary-store.ts';
import type { ConsentStore } from './consent-store.ts';
import { DIALECTS } from './dialects.ts';
import { createExtensionsApi } from './extensions-api.ts';
import type { MessageSignatures } from './message-signature.ts';
import { createPayeeDirectory } from './payee-directory.ts';
import { createPaymentsApi } from './payments-api.ts';

export interface BankApiDeps {
  readonly db: Kysely<BankTables>;
  readonly consents: ConsentStore;
  readonly ledger: LedgerService;
  readonly tokens: TokenVerifier;
  readonly signatures: MessageSignatures;
  readonly withdraw: (consentId: string, clientId: string) => Promise<Withdrawal>;
  /** There is something to settle. */
  readonly wakeSettlement: () => void;
  /** Scheme, host and port under which clients see this API. */
  readonly publicUrl: string;
  readonly clock: () => Date;
  readonly logger: Logger;
}

/** The open-banking API in each of its dialects, and the sandbox's own beside it: one bank behind them all. */
export function createBankApi(deps: BankApiDeps): Router {
  const { db, consents, ledger, tokens, signatures, publicUrl, logger } = deps;
  const access = createAccountAccess(consents, ledger);
  const beneficiaries = createBeneficiaryStore(db);
  const common = { tokens, signatures, logger };
  const router = Router();
  for (const dialect of Object.values(DIALECTS)) {
    const resource = publicUrl + dialect.base;
    const operations = [
      ...createAccountsApi({ ...deps, access, beneficiaries, dialect, baseUrl: `${resource}/aisp` }),
      ...createPaymentsApi({ ...deps, dialect, baseUrl: `${resource}/pisp` }),
    ];
    router.use(dialect.base, createApiRouter({ ...common, operations, errors: dialect, signedBelow: '/pisp/' }));
  }
  const operations = createExtensionsApi({ ...deps, access, beneficiaries, directory: createPayeeDirectory(db) });
  const errors = DIALECTS['v4.0'];
  router.use('/sandbox-extensions/v1', createApiRouter({ ...common, operations, errors, signedBelow: '/' }));
  return router;
}
