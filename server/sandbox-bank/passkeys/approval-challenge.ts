import { createHash, randomBytes } from 'node:crypto';

/** What a customer approves: all of it is in the challenge that their passkey signs. */
export interface ApprovalFacts {
  readonly consentId: string;
  readonly debtorIdentification: string;
  readonly creditorName: string;
  readonly creditorIdentification: string;
  /** As the consent writes it, e.g. `48.50`. */
  readonly amount: string;
  readonly currency: string;
  /** When and how often, in one line that is the same for the same order. */
  readonly schedule: string;
  readonly bindingCode: string;
}

/** Changes with the encoding, so that no challenge of one means anything in another. */
const DOMAIN = 'sandbox-bank approval 1';

/**
 * SHA-256 over the nonce and the facts, base64url. Each part goes in with its length in front: no two different approvals
 * are the same bytes, wherever a name happens to end.
 */
export function approvalChallenge(nonce: string, facts: ApprovalFacts): string {
  const parts = [
    DOMAIN,
    nonce,
    facts.consentId,
    facts.debtorIdentification,
    facts.creditorName,
    facts.creditorIdentification,
    facts.amount,
    facts.currency,
    facts.schedule,
    facts.bindingCode,
  ];
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest('base64url');
}

export function newNonce(): string {
  return randomBytes(32).toString('base64url');
}

/** Challenges and codes are kept as this alone: who reads the table can answer none. */
export function secretHash(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
