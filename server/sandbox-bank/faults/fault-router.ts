import { json, Router } from 'express';
import { FaultPlan } from './fault-rules.ts';
import type { FaultSwitches } from './fault-switches.ts';

const MAX_BODY_BYTES = 32 * 1024;

/** The operator's hand on the fault switches; `operator-router.ts` mounts it behind its token. */
export function createFaultRouter(faults: FaultSwitches): Router {
  const router = Router();
  router.put('/', json({ limit: MAX_BODY_BYTES }), (request, response) => {
    const plan = FaultPlan.safeParse(request.body);
    if (!plan.success) {
      const { path = [], message } = plan.error.issues[0] ?? {};
      return void response.status(400).json({ error: `${path.join('.')}: ${message}` });
    }
    faults.set(plan.data);
    response.status(204).end();
  });
  router.get('/', (_request, response) => void response.json({ rules: faults.counts() }));
  router.delete('/', (_request, response) => {
    faults.set({ seed: 1, rules: [] });
    response.status(204).end();
  });
  return router;
}
