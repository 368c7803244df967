import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODE_GROUPS, safetyCode } from './safety-code.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const member = fc.record({
  party: fc.constantFrom('customer' as const, 'consultant' as const, 'supervisor' as const),
  member: fc.uuid(),
  signatureKey: key,
});
const members = fc.uniqueArray(member, { minLength: 2, maxLength: 5, selector: ({ member }) => member });
const consultationId = '6b5e2928-027c-412d-a70d-17c5553ba6be';

test('a code is twelve groups of five digits, the same for all in whatever order they know each other', async () => {
  await fc.assert(
    fc.asyncProperty(members, async (all) => {
      const voicePrints = Object.fromEntries(
        all.map(({ member }, index) => [member, [`sha-256 ${index}`, 'sha-256 X']]),
      );
      const code = await safetyCode({ consultationId, members: all, voicePrints });
      expect(code).toMatch(new RegExp(`^(\\d{5} ){${CODE_GROUPS - 1}}\\d{5}$`));
      const reversed = Object.fromEntries(
        Object.entries(voicePrints)
          .reverse()
          .map(([name, prints]) => [name, [...prints].reverse()]),
      );
      expect(await safetyCode({ consultationId, members: [...all].reverse(), voicePrints: reversed })).toBe(code);
    }),
    { numRuns: 50 },
  );
});

test('somebody between two has keys of their own, and makes their codes differ: in the group, or in the voice', async () => {
  await fc.assert(
    fc.asyncProperty(member, member, key, key, async (anna, elena, falseElena, falseAnna) => {
      fc.pre(anna.member !== elena.member);
      const codeOf = (one: typeof anna, other: typeof anna, voicePrints = {}) =>
        safetyCode({ consultationId, members: [one, other], voicePrints });
      const honest = await codeOf(anna, elena);
      const annas = await codeOf(anna, { ...elena, signatureKey: falseElena });
      const elenas = await codeOf({ ...anna, signatureKey: falseAnna }, elena);
      expect(new Set([honest, annas, elenas]).size).toBe(3);
      const spoken = { [anna.member]: ['sha-256 AA'], [elena.member]: ['sha-256 BB'] };
      const tapped = { ...spoken, [elena.member]: ['sha-256 CC'] };
      expect(await codeOf(anna, elena, spoken)).not.toBe(await codeOf(anna, elena, tapped));
      expect(await codeOf(anna, elena, spoken)).not.toBe(honest);
    }),
    { numRuns: 50 },
  );
});

test('what is told of the voice of somebody who is no member counts for nothing; an added member for much', async () => {
  const [anna, elena, spy] = fc.sample(member, { numRuns: 3, seed: 1 });
  if (!anna || !elena || !spy) throw new Error('no members');
  const two = await safetyCode({ consultationId, members: [anna, elena], voicePrints: {} });
  const said = { [spy.member]: ['sha-256 AA'], [anna.member]: [] };
  expect(await safetyCode({ consultationId, members: [anna, elena], voicePrints: said })).toBe(two);
  expect(await safetyCode({ consultationId, members: [anna, elena, spy], voicePrints: {} })).not.toBe(two);
});
