import {
  eraseMyData,
  exportMyData,
  giveFollowedRating,
  giveRating,
  previewErasure,
  readDueRating,
  readFollowedRating,
  readRatingFigures,
} from '../../shared/afterwards.ts';
import { ok } from '../../shared/result.ts';
import type { Clock } from '../lib/clock.ts';
import { type Route, route } from '../lib/route.ts';
import type { RatingService } from './rating-service.ts';
import type { RemovalService } from './removal-service.ts';

export interface AfterwardsRouteDeps {
  readonly ratings: RatingService;
  readonly removal: RemovalService;
  readonly clock: Clock;
}

export function createAfterwardsRoutes({ ratings, removal, clock }: AfterwardsRouteDeps): Route[] {
  return [
    route(readDueRating, async ({ principal }) => {
      const due = await ratings.due(principal);
      if (!due?.endedAt) return ok({ due: null });
      const { id, ticketNumber, endedAt } = due;
      return ok({ due: { consultationId: id, ticketNumber, endedAt: endedAt.toISOString() } });
    }),
    route(giveRating, ({ principal, params, body }) => ratings.give(principal, params.consultationId, body)),
    route(readFollowedRating, async ({ params }) => ok({ isDue: await ratings.isDueByLink(params.token) })),
    route(giveFollowedRating, ({ params, body }) => ratings.giveByLink(params.token, body)),
    route(readRatingFigures, ({ principal, params }) => ratings.figures(principal, params.branchId)),
    route(exportMyData, async ({ principal }) => {
      const madeAt = clock().toISOString();
      const kept = await removal.collect(principal);
      const text = JSON.stringify({ madeAt, name: principal.legalName, ...kept }, null, 2);
      const fileName = `my-data-${madeAt.slice(0, 10)}.json`;
      return ok({ mediaType: 'application/json', fileName, bytes: new TextEncoder().encode(text) });
    }),
    route(previewErasure, async ({ principal }) => ok(await removal.preview(principal))),
    route(eraseMyData, ({ principal }) => removal.erase(principal)),
  ];
}
