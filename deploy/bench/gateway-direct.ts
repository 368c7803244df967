import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createRemoteJWKSet, decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { makeBindingCode } from '../../server/banking/payment-rules.ts';
import {
  type Access,
  type CallOptions,
  createTestBranch,
  paymentOf,
  paymentOrder,
} from '../../server/sandbox-bank/testing/test-branch.ts';
import { verifyDetached } from '../../shared/detached-jws.ts';
import type { Order, Paid } from './gateway-customer.ts';
import type { GatewayHouse } from './gateway-house.ts';

const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';
/** The least that CIBA lets a client wait, and what the branch waits. */
const APPROVAL_POLL_MS = 1000;
/** The sandbox books in a few milliseconds; a program that knows so asks soon. */
const OUTCOME_POLL_MS = 50;
const PATIENCE_MS = 60_000;
const RENEW_BEFORE_MS = 20_000;

/**
 * The bank's API without the branch: the calls that the wire asks for, signed, bound to keys and checked as it asks for, and
 * nothing else: no journal, no lease, no sealing, no limits, no retries. It keeps its own token as long as it is good.
 */
export async function createDirectClient({ bankUrl, clientKey }: GatewayHouse) {
  const client = await createTestBranch({
    url: bankUrl,
    clientKey,
    mtls: null,
    setClockOffsetMs() {},
    async close() {},
  });
  const keys = createRemoteJWKSet(new URL(client.customers.serverMetadata().jwks_uri ?? ''));
  let own: { readonly access: Access; readonly expiresAtMs: number } | null = null;

  async function ownAccess(): Promise<Access> {
    if (own && own.expiresAtMs - RENEW_BEFORE_MS > Date.now()) return own.access;
    const access = await client.clientAccess('payments');
    own = { access, expiresAtMs: (decodeJwt(access.token).exp ?? 0) * 1000 };
    return access;
  }

  async function call(method: string, path: string, access: Access, status: number, options: CallOptions = {}) {
    const id = randomUUID();
    const answer = await client.call(method, path, access, { ...options, headers: { 'x-fapi-interaction-id': id } });
    if (answer.status !== status)
      throw new Error(`the bank refused ${method} ${path}: ${answer.status} ${answer.text}`);
    if (answer.headers.get('x-fapi-interaction-id') !== id) throw new Error('the answer is not of this request');
    await verifyDetached(answer.text, answer.headers.get('x-jws-signature') ?? '', keys);
    return answer.body.Data;
  }

  const write = (path: string, access: Access, body: object) =>
    call('POST', path, access, 201, { body, key: randomUUID(), sign: true });

  /** Asks once a second, as the branch does, until the customer has approved. */
  async function pollApproval(requestId: string, order: Order, consentId: string): Promise<Access> {
    const dpop = await client.newKey();
    for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += APPROVAL_POLL_MS) {
      await delay(APPROVAL_POLL_MS);
      try {
        const parameters = { auth_req_id: requestId };
        const { access_token } = await oidc.genericGrantRequest(client.customers, CIBA_GRANT, parameters, {
          DPoP: dpop,
        });
        const { sub, openbanking_intent_id } = decodeJwt(access_token);
        if (sub !== order.payer.subject || openbanking_intent_id !== consentId) throw new Error('another’s approval');
        return { token: access_token, dpop };
      } catch (error) {
        if (!(error instanceof oidc.ResponseBodyError && error.error === 'authorization_pending')) throw error;
      }
    }
    throw new Error(`${order.reference} was not approved`);
  }

  async function untilBooked(path: string, patienceMs: number): Promise<void> {
    for (const end = performance.now() + patienceMs; performance.now() < end; await delay(OUTCOME_POLL_MS)) {
      const { Status } = await call('GET', path, await ownAccess(), 200);
      if (Status === 'ACSC') return;
      if (Status === 'RJCT') break;
    }
    throw new Error(`${path} was not booked`);
  }

  return async (order: Order): Promise<Paid> => {
    const { payer, payee, amount, reference } = order;
    const began = performance.now();
    const message = paymentOrder({
      amount,
      debtor: payer.debtor.identification,
      creditor: payee.identification,
      name: payee.name,
    });
    message.Data.Initiation.RemittanceInformation.Unstructured = [reference];
    const { ConsentId } = await write('/pisp/domestic-payment-consents', await ownAccess(), message);
    const code = makeBindingCode(Array.from({ length: 6 }, Math.random));
    const requestId = await client.requestApproval(ConsentId, payer.subject, code);
    const askedAt = performance.now();
    let answeredAt = askedAt;
    const approving = payer.decide(code, 'approve').then(() => {
      answeredAt = performance.now();
    });
    const access = await pollApproval(requestId, order, ConsentId);
    const heardAt = performance.now();
    const made = await write('/pisp/domestic-payments', access, paymentOf(ConsentId, message));
    if (made.Status !== 'ACSC') await untilBooked(`/pisp/domestic-payments/${made.DomesticPaymentId}`, PATIENCE_MS);
    const totalMs = performance.now() - began;
    await approving;
    return { totalMs, approvalMs: answeredAt - askedAt, unheardMs: Math.max(0, heardAt - answeredAt) };
  };
}
