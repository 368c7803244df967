import { z } from 'zod';
import { BranchPlan } from '../branch.ts';
import { type PlanProblem, pathText } from './plan-problem.ts';
import { planProblems } from './plan-rules.ts';

/** A `branch.json` as it lies on the disk: a plan, and where an editor finds the schema of it. */
export const BranchFile = BranchPlan.extend({ $schema: z.string().max(200).optional() });

export type CheckedPlan =
  | { readonly ok: true; readonly plan: BranchPlan }
  | { readonly ok: false; readonly problems: readonly [PlanProblem, ...PlanProblem[]] };

/**
 * Judges what was read from a `branch.json`: first every field by itself, then what they must hold of each other. A field
 * that no plan has is wrong here, so that a slip of the pen is not passed over; on the wire it is passed over, so that
 * an older page can read a newer server's plan.
 */
export function checkPlan(json: unknown): CheckedPlan {
  const parsed = BranchFile.safeParse(json, { error: inPlainWords });
  const unknown = unknownFields(json, BranchFile, []);
  const problems = parsed.success
    ? unknown
    : [...parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), message })), ...unknown];
  if (parsed.success && problems.length === 0) {
    const { $schema: _, ...plan } = parsed.data;
    problems.push(...planProblems(plan));
    if (problems.length === 0) return { ok: true, plan };
  }
  const [first, ...more] = problems;
  if (!first) throw new Error('a plan that is refused has a problem');
  return { ok: false, problems: [first, ...more] };
}

/** Fields of `value` that its schema does not know, however deep. */
function unknownFields(value: unknown, schema: z.ZodType, path: readonly PropertyKey[]): PlanProblem[] {
  if (schema instanceof z.ZodOptional) return unknownFields(value, schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodArray)
    return Array.isArray(value)
      ? value.flatMap((one, index) => unknownFields(one, schema.element as z.ZodType, [...path, index]))
      : [];
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
  const shape: Readonly<Record<string, z.ZodType>> = schema.shape;
  return Object.entries(value).flatMap(([name, part]) => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field) return unknownFields(part, field, [...path, name]);
    const known = Object.keys(shape).join(', ');
    return [{ path: pathText([...path, name]), message: `there is no such field; there are ${known}` }];
  });
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  array: 'a list',
  object: 'an object',
};
const PATTERNS: Readonly<Record<string, string>> = {
  '/^#[0-9a-f]{6}$/': 'a colour such as #1f5c54, in small letters',
  '/^[a-z0-9-]{1,64}$/': '1 to 64 of a-z, 0-9 and -',
  '/^[a-z0-9-]{1,40}\\.(svg|png)$/': 'a file name such as logo.svg or logo.png, of a-z, 0-9 and -',
  '/^[A-Z]{4}$/': 'four capital letters',
};

/** What a schema has against a value, for someone who has never heard of a schema. */
function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing; it must be ${KINDS[issue.expected] ?? issue.expected}`
        : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_format':
      return `must be ${PATTERNS[issue.pattern ?? ''] ?? `of the form ${issue.pattern}`}`;
    case 'too_small':
      return `must be at least ${countOf(issue.origin, issue.minimum)}`;
    case 'too_big':
      return `must be at most ${countOf(issue.origin, issue.maximum)}`;
    default:
      return undefined;
  }
}

function countOf(origin: string, limit: number | bigint): string {
  if (origin === 'string') return `${limit} character${limit === 1 ? '' : 's'} long`;
  return origin === 'array' ? `${limit} long` : `${limit}`;
}
