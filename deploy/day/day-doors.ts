import type { AddressInfo } from 'node:net';
import express from 'express';
import type { z } from 'zod';
import { mountRoutes } from '../../server/lib/mount-routes.ts';
import type { CustomerPrincipal } from '../../server/lib/principal.ts';
import { createRateLimits } from '../../server/lib/rate-limits.ts';
import { createAppointmentRoutes } from '../../server/queue/appointment-routes.ts';
import { createQueueRoutes } from '../../server/queue/queue-routes.ts';
import type { ServiceDesk } from '../../server/service-desk.ts';
import type { Endpoint, ErrorStatuses } from '../../shared/endpoint.ts';
import { type Result, refuse } from '../../shared/result.ts';

/** Customers come in over HTTP, as a browser does: parsed, limited, refused and answered by what answers browsers. */
export interface DayDoors {
  call<P extends z.ZodType, B extends z.ZodType, A extends z.ZodType, E extends ErrorStatuses>(
    endpoint: Endpoint<P, B, A, E>,
    who: CustomerPrincipal | null,
    options: { readonly params: z.input<P>; readonly body?: z.input<B> },
  ): Promise<Result<z.output<A>, string>>;
  close(): Promise<void>;
}

/** Who stands at the door; signing in is another test's. */
const WHO = 'x-day-customer';

export async function openDayDoors(desk: ServiceDesk): Promise<DayDoors> {
  const app = express();
  const people = new Map<string, CustomerPrincipal>();
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const routes = [...createQueueRoutes(desk.queue), ...createAppointmentRoutes(desk)];
  app.use(
    mountRoutes(routes, {
      origin,
      limits: createRateLimits({ factor: 1000 }),
      authenticate: async (request, audience) => {
        const person = people.get(request.get(WHO) ?? '');
        if (person && audience !== 'staff') return person;
        return audience === 'anyone' ? { kind: 'guest', sessionId: 'phone', pseudonym: 'wren-1' } : null;
      },
      onError: (error) => {
        throw error;
      },
    }),
  );
  return {
    async call(endpoint, who, { params, body }) {
      if (who) people.set(who.sessionId, who);
      const path = endpoint.path.replace(
        /:(\w+)/g,
        (_, name: string) => (params as Record<string, string>)[name] ?? '',
      );
      const response = await fetch(new URL(path, origin), {
        method: endpoint.method,
        headers: {
          origin,
          ...(who && { [WHO]: who.sessionId }),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        body: body ? JSON.stringify(body) : null,
      });
      const answer: unknown = await response.json();
      if (!response.ok) return refuse(String((answer as { code?: string }).code));
      return { ok: true, value: endpoint.answer.parse(answer) };
    },
    close: () => new Promise((closed) => void server.close(() => closed())),
  };
}
