import {
  decideProposal,
  layProposal,
  listDeskProposals,
  listProposals,
  type ProposalView,
  propose,
  withdrawProposal,
} from '../../shared/proposals.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type Route, route } from '../lib/route.ts';
import type { ProposalService } from './proposal-service.ts';

export function createProposalRoutes(proposals: ProposalService): Route[] {
  return [
    route(propose, async ({ principal, params, body }) =>
      asOne(await proposals.propose(principal, params.consultationId, body)),
    ),
    route(listDeskProposals, async ({ principal, params }) =>
      asSeveral(await proposals.listFor(principal, params.consultationId)),
    ),
    route(withdrawProposal, async ({ principal, params }) =>
      asOne(await proposals.withdraw(principal, params.proposalId)),
    ),
    route(layProposal, async ({ principal, params }) => asOne(await proposals.lay(principal, params.proposalId))),
    route(listProposals, async ({ principal, params }) =>
      asSeveral(await proposals.listFor(principal, params.consultationId)),
    ),
    route(decideProposal, async ({ principal, params, body }) =>
      asOne(await proposals.decide(principal, params.proposalId, body.decision)),
    ),
  ];
}

const asOne = <E extends string>(result: Result<ProposalView, E>): Result<{ proposal: ProposalView }, E> =>
  result.ok ? ok({ proposal: result.value }) : result;
const asSeveral = <E extends string>(result: Result<ProposalView[], E>): Result<{ proposals: ProposalView[] }, E> =>
  result.ok ? ok({ proposals: result.value }) : result;
