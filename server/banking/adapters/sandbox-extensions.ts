import { z } from 'zod';
import { schemeOf } from '../../../shared/account-number.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { BankAccess } from '../../identity/bank-tokens.ts';
import type { BankCapabilities, NameCheck } from '../bank-adapter.ts';
import { readAnswer } from './answer-rules.ts';
import type { Answer, OpenBankingChannel } from './open-banking-uk-channel.ts';

const Name = z.string().min(1).max(350);
const ConfirmationAnswer = z.object({
  Data: z.discriminatedUnion('Outcome', [
    z.object({ Outcome: z.enum(['MATC', 'NMTC', 'UNAV']) }),
    z.object({ Outcome: z.literal('CLOS'), Name }),
  ]),
});
const AliasAnswer = z.object({ Data: z.object({ Account: z.object({ Identification: z.string().max(34), Name }) }) });
const AliasRefusal = z.object({ Errors: z.array(z.object({ ErrorCode: z.string() })).min(1) });
const WithdrawalAnswer = z.object({ Data: z.object({ ConsentId: z.string(), Status: z.literal('RJCT') }) });
const CancellationAnswer = z.object({ Data: z.object({ OrderId: z.string(), Status: z.literal('CANC') }) });
const BeneficiaryAnswer = z.object({
  Data: z.object({
    BeneficiaryId: z.string().min(1).max(40),
    SchemeName: z.string(),
    Identification: z.string(),
    Name,
  }),
});

const OUTCOMES = { MATC: 'match', NMTC: 'no-match', UNAV: 'unavailable' } as const;

/** What the sandbox offers beside the standard, by its own API at `base` (`sandbox-extensions.openapi.json`). */
export function createSandboxExtensions(base: string, channel: OpenBankingChannel): BankCapabilities {
  const part = (text: string) => encodeURIComponent(text);

  async function post(path: string, body: object, access?: BankAccess): Promise<Answer> {
    const by = access ?? (await channel.clientAccess('payments'));
    if (!by) return { kind: 'no-answer' };
    return channel.call('POST', base + path, by, JSON.stringify(body), { signed: true, signedAnswer: true });
  }

  return {
    async resolveAlias(phone) {
      const answer = await post('/alias-resolutions', { Data: { Alias: phone } });
      const resolved = readAnswer(answer, AliasAnswer);
      if (resolved.ok) {
        const { Identification, Name } = resolved.value.Data.Account;
        return ok({ identification: Identification, name: Name });
      }
      const refusal = answer.kind === 'answer' && answer.status === 400 ? AliasRefusal.safeParse(answer.body) : null;
      return refuse(refusal?.data?.Errors[0]?.ErrorCode === 'AliasUnknown' ? 'alias-unknown' : 'bank-unavailable');
    },

    async confirmPayee({ identification, name }) {
      const answer = await post('/payee-confirmations', {
        Data: { SchemeName: schemeOf(identification), Identification: identification, Name: name },
      });
      const confirmation = readAnswer(answer, ConfirmationAnswer);
      if (!confirmation.ok) return refuse('bank-unavailable');
      const { Data } = confirmation.value;
      const check: NameCheck =
        Data.Outcome === 'CLOS'
          ? { outcome: 'close-match', actualName: Data.Name }
          : { outcome: OUTCOMES[Data.Outcome] };
      return ok(check);
    },

    async withdrawConsent(consentId) {
      const answer = await post(`/payment-consents/${part(consentId)}/withdrawal`, {});
      if (isConflict(answer)) return refuse('already-consumed');
      const withdrawn = readAnswer(answer, WithdrawalAnswer);
      return withdrawn.ok && withdrawn.value.Data.ConsentId === consentId
        ? ok('withdrawn')
        : refuse('bank-unavailable');
    },

    async cancelOrder(bankPaymentId) {
      const answer = await post(`/orders/${part(bankPaymentId)}/cancellation`, {});
      if (isConflict(answer)) return refuse('too-late');
      const cancelled = readAnswer(answer, CancellationAnswer);
      return cancelled.ok && cancelled.value.Data.OrderId === bankPaymentId
        ? ok('cancelled')
        : refuse('bank-unavailable');
    },

    beneficiaryBook: {
      async save(access, accountId, { name, identification }) {
        const Data = { Name: name, SchemeName: schemeOf(identification), Identification: identification };
        const answer = await post(`/accounts/${part(accountId)}/beneficiaries`, { Data }, access);
        const saved = readAnswer(answer, BeneficiaryAnswer);
        if (!saved.ok) return saved;
        const { BeneficiaryId, SchemeName, Identification, Name } = saved.value.Data;
        if (Identification !== identification) return refuse('bank-unavailable');
        return ok({ id: BeneficiaryId, name: Name, scheme: SchemeName, identification: Identification });
      },

      async remove(access, beneficiaryId) {
        const url = `${base}/beneficiaries/${part(beneficiaryId)}`;
        const answer = await channel.call('DELETE', url, access, null, { signedAnswer: true });
        if (answer.kind === 'answer' && answer.status === 204) return ok('removed');
        const refusal = readAnswer(answer, z.never());
        if (refusal.ok) return ok('removed');
        return refuse(refusal.error === 'account-unknown' ? 'beneficiary-unknown' : refusal.error);
      },
    },
  };
}

function isConflict(answer: Answer): boolean {
  return answer.kind === 'answer' && answer.status === 409;
}
