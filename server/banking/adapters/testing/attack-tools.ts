import { randomUUID } from 'node:crypto';
import { SUBJECTS } from '../../../sandbox-bank/testing/test-branch.ts';
import { approveByPasskey } from '../../../sandbox-bank/testing/test-passkey.ts';
import type { PaymentOrder } from '../../bank-adapter.ts';
import type { Between, Connected, SentRequest } from './sandbox-harness.ts';

/** What the attacks on the branch are made of. */

export const refused = (error: string) => ({ ok: false, error });

export const order = (): PaymentOrder => ({
  reference: 'Safety',
  endToEndId: randomUUID().replaceAll('-', ''),
  debtor: { scheme: 'UK.OBIE.SortCodeAccountNumber', identification: '20451431926819' },
  creditor: { scheme: 'UK.OBIE.SortCodeAccountNumber', identification: '20451455779911', name: 'Oliver Bennett' },
  amount: { minor: 101n, currency: 'GBP' },
  schedule: { kind: 'now' },
  isOwnTransfer: false,
});
export const ask = ({ adapter }: Connected) => adapter.createPaymentConsent(order(), randomUUID());

/** Changes the JSON that the bank answers at one place; its headers, and so its signature, stay as they were. */
export const alter =
  (where: RegExp, change: (body: Answered, request: SentRequest) => unknown): Between =>
  async (request, send) => {
    const response = await send();
    if (!where.test(request.url)) return response;
    const body = change((await response.json()) as Answered, request);
    return new Response(JSON.stringify(body), { status: response.status, headers: response.headers });
  };
/** Answers at one place, whatever is asked, what the bank answered to the first: its very words, and its signature. */
export function replaying(where: RegExp): Between {
  let earlier: { readonly text: string; readonly signature: string; readonly status: number } | undefined;
  return async (request, send) => {
    const response = await send();
    if (!where.test(request.url)) return response;
    earlier ??= {
      text: await response.text(),
      signature: response.headers.get('x-jws-signature') ?? '',
      status: response.status,
    };
    const headers = new Headers(response.headers);
    headers.set('x-jws-signature', earlier.signature);
    return new Response(earlier.text, { status: earlier.status, headers });
  };
}
// biome-ignore lint/suspicious/noExplicitAny: an answer of the bank, which the attacks look into.
type Answered = any;

/** A payment as it is sent once Anna has approved it. */
export async function approved({ adapter }: Connected, bankUrl: string) {
  const asked = order();
  const consent = await adapter.createPaymentConsent(asked, randomUUID());
  const consentId = consent.ok ? consent.value : '';
  const request = await adapter.requestApproval({
    consentId,
    customerSubject: SUBJECTS.anna,
    bindingCode: 'KX7-204',
  });
  await approveByPasskey(bankUrl, 'anna', consentId);
  const grant = request.ok ? await adapter.readApproval(request.value) : request;
  if (!grant.ok) throw new Error('not approved');
  const body = adapter.paymentBody(asked, consentId);
  return { kind: 'payment' as const, body, key: randomUUID(), grant: grant.value };
}
