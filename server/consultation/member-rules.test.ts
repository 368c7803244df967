import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isHeard, Party, SupervisorMode } from '../../shared/consultation-members.ts';
import { companyAfter, mayWrite, NO_COMPANY, replayCompany, standingFor } from './member-rules.ts';
import { type PhaseEvent, phaseAfter } from './phase-rules.ts';

const subject = fc.constantFrom('boss', 'chief', 'james');
const mode = fc.constantFrom(...SupervisorMode.options);
const party = fc.constantFrom(...Party.options);
const standing = fc.record({ supervisor: fc.option(mode), isHeld: fc.boolean() });
const event: fc.Arbitrary<PhaseEvent> = fc.oneof(
  fc.record({ kind: fc.constant('supervised' as const), supervisor: subject, mode }),
  fc.record({
    kind: fc.constant('supervision-ended' as const),
    supervisor: subject,
    why: fc.constant('left' as const),
  }),
  fc.record({ kind: fc.constant('colleague-invited' as const), colleague: subject }),
  fc.record({ kind: fc.constant('colleague-joined' as const), colleague: subject }),
  fc.record({ kind: fc.constant('colleague-left' as const), colleague: subject, why: fc.constant('left' as const) }),
  fc.record({ kind: fc.constantFrom('held' as const, 'ended' as const, 'transferred' as const) }),
);

test('one supervisor and one colleague are in at most, they are two people, and the end sends all away', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (events) => {
      let company = NO_COMPANY;
      const taken: PhaseEvent[] = [];
      for (const one of events) {
        const next = companyAfter(company, one);
        if (!next) continue;
        company = next;
        taken.push(one);
        if (company.supervisor) expect(company.supervisor.subject).not.toBe(company.colleague?.subject);
        if (one.kind === 'ended' || one.kind === 'transferred') expect(company).toEqual(NO_COMPANY);
      }
      expect(replayCompany(taken)).toEqual(company);
    }),
  );
});

test('a colleague comes in only where asked, a supervisor changes how they are in, and nobody takes their place', () => {
  const asked = companyAfter(NO_COMPANY, { kind: 'colleague-invited', colleague: 'james' });
  expect(asked && companyAfter(asked, { kind: 'colleague-joined', colleague: 'james' })).toMatchObject({
    colleague: { isJoined: true },
  });
  expect(asked && companyAfter(asked, { kind: 'colleague-joined', colleague: 'boss' })).toBeNull();
  expect(companyAfter(NO_COMPANY, { kind: 'colleague-joined', colleague: 'james' })).toBeNull();
  const listening = companyAfter(NO_COMPANY, { kind: 'supervised', supervisor: 'boss', mode: 'listening' });
  expect(listening && companyAfter(listening, { kind: 'supervised', supervisor: 'boss', mode: 'joined' })).toEqual({
    supervisor: { subject: 'boss', mode: 'joined' },
    colleague: null,
  });
  expect(listening && companyAfter(listening, { kind: 'supervised', supervisor: 'chief', mode: 'joined' })).toBeNull();
  expect(
    listening && companyAfter(listening, { kind: 'supervision-ended', supervisor: 'chief', why: 'left' }),
  ).toBeNull();
});

test('who comes and goes changes no phase, and comes to no talk that is over', () => {
  for (const phase of ['called', 'greeted', 'talk', 'held'] as const)
    expect(phaseAfter(phase, 'supervised')).toBe(phase);
  for (const phase of ['wrap-up', 'closed', null] as const) expect(phaseAfter(phase, 'supervised')).toBeNull();
});

test('a listener is heard by nobody, a whisperer by the consultant alone, who joined by all', () => {
  const heardBy = (supervisor: SupervisorMode) =>
    Party.options.filter((listener) => isHeard('supervisor', listener, { supervisor, isHeld: false }));
  expect(heardBy('listening')).toEqual([]);
  expect(heardBy('whispering')).toEqual(['consultant']);
  expect(heardBy('joined')).toEqual(Party.options);
  fc.assert(
    fc.property(party, party, standing, (speaker, listener, { supervisor }) => {
      if (speaker !== 'supervisor') expect(isHeard(speaker, listener, { supervisor, isHeld: false })).toBe(true);
    }),
  );
});

test('a customer on hold hears nobody and is heard by nobody', () => {
  fc.assert(
    fc.property(party, standing, (other, { supervisor }) => {
      expect(isHeard('customer', other, { supervisor, isHeld: true })).toBe(false);
      expect(isHeard(other, 'customer', { supervisor, isHeld: true })).toBe(false);
    }),
  );
  expect(isHeard('supervisor', 'consultant', { supervisor: 'whispering', isHeld: true })).toBe(true);
});

test('a supervisor writes where they have joined, and not before', () => {
  expect(SupervisorMode.options.map((one) => mayWrite('supervisor', one))).toEqual([false, false, true]);
  expect(mayWrite('customer', 'listening')).toBe(true);
});

test('an invitation is the consultant’s alone; a stay is told to all, also once it is over', () => {
  const at = new Date(0);
  const told = (stay: Parameters<typeof standingFor>[1]) => Party.options.map((reader) => standingFor(reader, stay));
  expect(told({ standing: 'invited', joined_at: null, left_at: null })).toEqual([null, 'invited', null, null]);
  expect(told({ standing: 'invited', joined_at: null, left_at: at })).toEqual([null, null, null, null]);
  expect(told({ standing: 'listening', joined_at: at, left_at: null })).toEqual(Array(4).fill('listening'));
  expect(told({ standing: 'joined', joined_at: at, left_at: at })).toEqual(Array(4).fill('left'));
});
