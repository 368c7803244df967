import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Principal } from '../lib/principal.ts';
import { mayRead, partyOf } from './consultation-rules.ts';

const common = { sessionId: 's', legalName: 'n', pseudonym: 'p' };
const customer = (subject: string): Principal => ({ kind: 'customer', subject, ...common });
const staff = (subject: string): Principal => ({ kind: 'staff', subject, roles: ['supervisor'], ...common });
const guest: Principal = { kind: 'guest', sessionId: 'anna', pseudonym: 'p' };
const between = (state: 'open' | 'ended', customer_subject = 'anna', consultant_subject = 'elena') => ({
  state,
  customer_subject,
  consultant_subject,
});

test('the customer keeps it; the consultant has it while it lasts', () => {
  expect(partyOf(customer('anna'), between('open'))).toBe('customer');
  expect(partyOf(staff('elena'), between('open'))).toBe('consultant');
  const mayBoth = (state: 'open' | 'ended') => [
    mayRead(customer('anna'), between(state)),
    mayRead(staff('elena'), between(state)),
  ];
  expect([mayBoth('open'), mayBoth('ended')]).toEqual([
    [true, true],
    [true, false],
  ]);
});

test('it is nobody else’s: not a guest’s, a supervisor’s, or that of the same subject at the other issuer', () => {
  const subject = fc.constantFrom('anna', 'elena', 'x');
  fc.assert(
    fc.property(
      subject,
      subject,
      subject,
      fc.constantFrom('open' as const, 'ended' as const),
      (who, one, two, state) => {
        const consultation = between(state, one, two);
        expect(mayRead(customer(who), consultation)).toBe(who === one);
        expect(mayRead(staff(who), consultation)).toBe(who === two && state === 'open');
        expect(mayRead(guest, consultation)).toBe(false);
      },
    ),
  );
});
