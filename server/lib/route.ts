import type { z } from 'zod';
import type { Audience, CommonError, Endpoint, ErrorStatuses } from '../../shared/endpoint.ts';
import type { Result } from '../../shared/result.ts';
import type { CustomerPrincipal, Principal, StaffPrincipal } from './principal.ts';

type PrincipalFor<A extends Audience | 'anyone'> = A extends 'customer'
  ? CustomerPrincipal
  : A extends 'staff'
    ? StaffPrincipal
    : Principal;

/** What a handler is given: everything parsed, and the person the endpoint's audience asks for. */
export interface RouteRequest<Params, Body, P> {
  readonly params: Params;
  readonly body: Body;
  readonly principal: P;
}

type Handler<E extends Endpoint> = (
  request: RouteRequest<z.output<E['params']>, z.output<E['body']>, PrincipalFor<E['audience']>>,
) => Promise<Result<z.input<E['answer']>, (keyof E['errors'] & string) | CommonError>>;

/** An endpoint with what answers it; `http.ts` mounts a list of these. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly handle: (request: RouteRequest<unknown, unknown, Principal>) => Promise<Result<unknown, string>>;
}

/**
 * Binds a handler to its endpoint. The handler translates and decides nothing: parsing, session, status codes and
 * problem details are done by what mounts it.
 */
export function route<
  P extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
  E extends ErrorStatuses,
  W extends Audience | 'anyone',
>(endpoint: Endpoint<P, B, A, E, W>, handle: Handler<Endpoint<P, B, A, E, W>>): Route {
  return { endpoint: endpoint as unknown as Endpoint, handle: handle as unknown as Route['handle'] };
}
