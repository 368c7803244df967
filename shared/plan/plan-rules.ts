import type { BranchPlan } from '../branch.ts';
import { readPaymentCode } from '../payment-code.ts';
import { contrastWithWhite } from './contrast-rules.ts';
import * as place from './plan-place-rules.ts';
import { type PlanProblem, pathText } from './plan-problem.ts';
import type { PlanRule, Say } from './plan-rule.ts';
import * as walk from './plan-walk-rules.ts';

const READABLE_CONTRAST = 4.5;
/** A payment code holds names as long as a payment's; see `shared/payment.ts`. */
const CODE_LENGTHS = { name: 70, reference: 35 };

/** Everything that is wrong with a plan whose fields are each right by themselves. */
export function planProblems(plan: BranchPlan): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const say: Say = (path, message) => problems.push({ path: pathText(path), message });
  place.rectanglesAreRight(plan, say);
  if (problems.length > 0) return problems;
  for (const rule of RULES) rule(plan, say);
  return problems;
}

const idsAreUnique: PlanRule = (plan, say) => {
  const things = ['desks', 'kiosks', 'selfService', 'boards', 'displays'] as const;
  for (const lists of [['zones'], things, ['paymentCodes']] as const) {
    const first = new Map<string, string>();
    for (const list of lists)
      (plan[list] ?? []).forEach(({ id }, index) => {
        const other = first.get(id);
        if (other) say([list, index, 'id'], `${id} is the id of ${other} already`);
        else first.set(id, `${list}[${index}]`);
      });
  }
};

const brandIsReadable: PlanRule = ({ brand }, say) => {
  const contrast = contrastWithWhite(brand.primary);
  if (contrast < READABLE_CONTRAST)
    say(
      ['brand', 'primary'],
      `white words on it have a contrast of ${contrast.toFixed(1)}:1 and need ${READABLE_CONTRAST}:1: choose a darker colour`,
    );
};

const paymentCodesCanBeRead: PlanRule = ({ paymentCodes }, say) => {
  paymentCodes?.forEach(({ code }, index) => {
    if (!readPaymentCode(code, CODE_LENGTHS)) say(['paymentCodes', index, 'code'], 'is not a payto code with an IBAN');
  });
};

const RULES: readonly PlanRule[] = [
  idsAreUnique,
  place.everythingIsInside,
  place.heightsFitUnderTheCeiling,
  place.wallsHaveRoomForTheirOpenings,
  walk.spawnsAreFree,
  walk.everythingIsReached,
  walk.nobodyWalksThroughThings,
  walk.desksStandInTheirZones,
  brandIsReadable,
  paymentCodesCanBeRead,
];
