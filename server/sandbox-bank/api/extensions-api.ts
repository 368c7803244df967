import type { Kysely } from 'kysely';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { schemeOf } from '../../../shared/account-number.ts';
import { PhoneNumber } from '../../../shared/payment.ts';
import { personLine } from '../../../shared/text.ts';
import type { Withdrawal } from '../approvals/approval-service.ts';
import type { BankTables } from '../bank-tables.ts';
import type { AccountAccess } from './account-access.ts';
import { ApiError, TooManyRequests } from './api-error.ts';
import type { ApiCall, Operation } from './api-router.ts';
import type { BeneficiaryStore } from './beneficiary-store.ts';
import { cancelOrder } from './cancel-order.ts';
import type { BeneficiaryRow } from './order-tables.ts';
import { parseBody } from './parse-body.ts';
import type { PayeeDirectory } from './payee-directory.ts';
import { Account } from './payment-order.ts';

export interface ExtensionsApiDeps {
  readonly db: Kysely<BankTables>;
  readonly access: AccountAccess;
  readonly beneficiaries: BeneficiaryStore;
  readonly directory: PayeeDirectory;
  /** Takes a consent back; the issuer is told. */
  readonly withdraw: (consentId: string, clientId: string) => Promise<Withdrawal>;
  readonly clock: () => Date;
}

/** Questions a client may ask about people it may not know: whoever asks more is going through the directory. */
export const QUESTIONS_A_MINUTE = { aliases: 30, names: 60 } as const;

const Name = personLine(140);
const ConfirmationBody = z.strictObject({ Data: Account.safeExtend({ Name }) });
const AliasBody = z.strictObject({ Data: z.strictObject({ Alias: PhoneNumber }) });
/** What is done is said by the address. */
const Nothing = z.strictObject({});
const BeneficiaryBody = z.strictObject({ Data: Account.safeExtend({ Name: personLine(70) }) });

/** The sandbox's own API, for what the standard has no endpoint for: `sandbox-extensions.openapi.json`. */
export function createExtensionsApi(deps: ExtensionsApiDeps): Operation[] {
  return [...payeeOperations(deps), ...endingOperations(deps), ...beneficiaryOperations(deps)];
}

const asClient = { scope: 'payments', token: 'client' } as const;
const asCustomer = { scope: 'accounts', token: 'customer' } as const;

function payeeOperations({ directory }: ExtensionsApiDeps): Operation[] {
  const aliases = createLimit(QUESTIONS_A_MINUTE.aliases);
  const names = createLimit(QUESTIONS_A_MINUTE.names);
  return [
    {
      method: 'post',
      path: '/payee-confirmations',
      ...asClient,
      signed: true,
      async handle(call) {
        const { Data } = parseBody(ConfirmationBody, call.body);
        await names(call);
        return { status: 200, body: { Data: await directory.confirm(Data.Identification, Data.Name) } };
      },
    },
    {
      method: 'post',
      path: '/alias-resolutions',
      ...asClient,
      signed: true,
      async handle(call) {
        const { Data } = parseBody(AliasBody, call.body);
        await aliases(call);
        const found = await directory.resolve(Data.Alias);
        if (!found) throw new ApiError(400, 'AliasUnknown', 'Data.Alias');
        return { status: 200, body: { Data: { Account: found } } };
      },
    },
  ];
}

/** So many calls a minute for each client, counted in this process. */
function createLimit(points: number): (call: ApiCall) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return async ({ caller }) => {
    try {
      await limiter.consume(caller.clientId);
    } catch (refused) {
      throw new TooManyRequests(Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
    }
  };
}

const WITHDRAWN: Readonly<Record<Withdrawal, () => void>> = {
  withdrawn: () => {},
  'already-ended': () => {},
  'already-used': () => {
    throw new ApiError(409, 'ConsentUsed', 'ConsentId');
  },
  unknown: () => {
    throw new ApiError(400, 'U011', 'ConsentId');
  },
};

function endingOperations({ db, withdraw, clock }: ExtensionsApiDeps): Operation[] {
  return [
    {
      method: 'post',
      path: '/payment-consents/:ConsentId/withdrawal',
      ...asClient,
      signed: true,
      async handle({ caller, body, params: { ConsentId = '' } }) {
        parseBody(Nothing, body);
        WITHDRAWN[await withdraw(ConsentId, caller.clientId)]();
        return { status: 200, body: { Data: { ConsentId, Status: 'RJCT' } } };
      },
    },
    {
      method: 'post',
      path: '/orders/:OrderId/cancellation',
      ...asClient,
      signed: true,
      async handle({ caller, body, params: { OrderId = '' } }) {
        parseBody(Nothing, body);
        await cancelOrder(db, OrderId, caller.clientId, clock());
        return { status: 200, body: { Data: { OrderId, Status: 'CANC' } } };
      },
    },
  ];
}

function beneficiaryOperations({ access, beneficiaries }: ExtensionsApiDeps): Operation[] {
  const answer = ({ id, account_id, name, identification }: BeneficiaryRow) => ({
    Data: {
      BeneficiaryId: id,
      AccountId: account_id,
      SchemeName: schemeOf(identification),
      Identification: identification,
      Name: name,
    },
  });
  return [
    {
      method: 'post',
      path: '/accounts/:AccountId/beneficiaries',
      ...asCustomer,
      signed: true,
      async handle(call) {
        const { account } = await access.ownAccount(call, 'ReadBeneficiariesDetail');
        const { Identification, Name: name } = parseBody(BeneficiaryBody, call.body).Data;
        const saved = await beneficiaries.save({ account_id: account.id, name, identification: Identification });
        if (!saved) throw new ApiError(409, 'BookFull', 'AccountId');
        return { status: saved.isNew ? 201 : 200, body: answer(saved.beneficiary) };
      },
    },
    {
      method: 'delete',
      path: '/beneficiaries/:BeneficiaryId',
      ...asCustomer,
      async handle(call) {
        const { customer } = await access.authorised(call, 'ReadBeneficiariesDetail');
        const removed = await beneficiaries.remove(call.params.BeneficiaryId ?? '', customer);
        if (!removed) throw new ApiError(400, 'U011', 'BeneficiaryId');
        return { status: 204 };
      },
    },
  ];
}
