import type { Client } from '@colyseus/core';

/** What waits to be sent, bytes; Colyseus' client has its socket as `ref`. */
export function bufferedBytes(client: Client): number {
  return (client.ref as unknown as { readonly bufferedAmount?: number }).bufferedAmount ?? 0;
}
