import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ApprovalFacts, approvalChallenge, newNonce } from './approval-challenge.ts';

const FACTS: ApprovalFacts = {
  consentId: 'pc-1',
  debtorIdentification: '20451431926819',
  creditorName: 'Oliver Bennett',
  creditorIdentification: '20451455779911',
  amount: '48.50',
  currency: 'GBP',
  schedule: 'now',
  bindingCode: 'KX7-204',
};

test('the same facts under the same nonce are the same challenge of 32 bytes', () => {
  const challenge = approvalChallenge('nonce', FACTS);
  expect(approvalChallenge('nonce', { ...FACTS })).toBe(challenge);
  expect(Buffer.from(challenge, 'base64url')).toHaveLength(32);
  expect(approvalChallenge(newNonce(), FACTS)).not.toBe(challenge);
});

test('any one fact that is different makes another challenge', () => {
  fc.assert(
    fc.property(fc.constantFrom(...(Object.keys(FACTS) as (keyof ApprovalFacts)[])), fc.string(), (key, value) => {
      fc.pre(value !== FACTS[key]);
      expect(approvalChallenge('nonce', { ...FACTS, [key]: value })).not.toBe(approvalChallenge('nonce', FACTS));
    }),
  );
});

test('what moves from the end of one fact to the beginning of the next makes another challenge', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (left, moved, right) => {
      const before = { ...FACTS, creditorName: left + moved, creditorIdentification: right };
      const after = { ...FACTS, creditorName: left, creditorIdentification: moved + right };
      expect(approvalChallenge('nonce', before)).not.toBe(approvalChallenge('nonce', after));
    }),
  );
});
