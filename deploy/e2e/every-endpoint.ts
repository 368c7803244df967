import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Endpoint } from '../../shared/endpoint.ts';

const SHARED = join(import.meta.dirname, '../../shared');

/** Every HTTP operation that the contract declares; a new one is in it from the day it is written. */
export async function everyEndpoint(): Promise<readonly Endpoint[]> {
  const files = readdirSync(SHARED).filter((name) => name.endsWith('.ts') && !name.includes('.test.'));
  const modules = await Promise.all(files.map((name) => import(join(SHARED, name)) as Promise<object>));
  const found = new Map<string, Endpoint>();
  for (const value of modules.flatMap((module) => Object.values(module).flatMap(endpointsIn)))
    found.set(`${value.method} ${value.path}`, value);
  return [...found.values()];
}

/** An export is an endpoint, or several by name. */
function endpointsIn(value: unknown): Endpoint[] {
  if (isEndpoint(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).filter(isEndpoint) : [];
}
function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'audience' in value;
}
