/** Where in a plan something is wrong, `desks[0].customerSeat`, and what, in words for whoever writes the file. */
export interface PlanProblem {
  readonly path: string;
  readonly message: string;
}

/** `['zones', 2, 'area']` as `zones[2].area`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('');
}

export function problemText({ path, message }: PlanProblem): string {
  return path === '' ? message : `${path}: ${message}`;
}
