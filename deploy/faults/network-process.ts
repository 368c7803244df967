import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createRandom } from '../bots/seeded-random.ts';
import { createDirection, type Network } from './network-profiles.ts';

/** A TCP proxy in a process of its own: all that is between people and the server. */
export interface NetworkOrder {
  /** Where to; answered with `{port}`. Everything else is answered with `{}`. */
  readonly listen?: { readonly targetPort: number; readonly seed: number };
  readonly network?: Network;
  /** Hands nothing on and closes nothing, in both directions, until told otherwise; what was sent comes then. */
  readonly isSilent?: boolean;
  /** Resets every connection that there is. */
  readonly cut?: true;
}

let network: Network = { delayMs: 0, jitterMs: 0, loss: 0, reordered: 0, bytesPerSecond: 1e9 };
let isSilent = false;
const pipes = new Set<{ flush(): void; cut(): void }>();

/** One direction; `from` is read at once, as by a network that buffers. */
function pipe(from: Socket, to: Socket, random: () => number) {
  const direction = createDirection(random);
  const held: Buffer[] = [];
  const handOn = (data: Buffer) => {
    if (isSilent) held.push(data);
    else if (to.writable) to.write(data);
  };
  from.on('data', (data: Buffer) => {
    const nowMs = performance.now();
    const waitMs = direction.handedOnAt(network, data.length, nowMs) - nowMs;
    queue.push({ data, atMs: nowMs + waitMs });
    schedule();
  });
  // Timers of one moment may come in any order: the queue keeps it.
  const queue: { data: Buffer; atMs: number }[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  function schedule(): void {
    const [first] = queue;
    if (timer || !first) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        while (queue[0] && queue[0].atMs <= performance.now() + 0.5) handOn((queue.shift() as { data: Buffer }).data);
        schedule();
      },
      Math.max(0, first.atMs - performance.now()),
    );
  }
  return {
    flush() {
      for (const data of held.splice(0)) to.write(data);
    },
  };
}

function listen({ targetPort, seed }: NonNullable<NetworkOrder['listen']>): void {
  let connections = 0;
  const server = createServer((client) => {
    const random = createRandom(seed + connections++);
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
    }
    const [up, down] = [pipe(client, target, random), pipe(target, client, random)];
    const cut = () => {
      client.resetAndDestroy();
      target.resetAndDestroy();
    };
    const both = { flush: () => [up, down].forEach(({ flush }) => void flush()), cut };
    pipes.add(both);
    for (const [socket, other] of [
      [client, target],
      [target, client],
    ] as const)
      socket.on('close', () => {
        pipes.delete(both);
        // A silent network does not tell of an end either.
        if (!isSilent) other.destroy();
      });
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

process.on('message', (order: NetworkOrder) => {
  if (order.listen) return listen(order.listen);
  if (order.network) network = order.network;
  if (order.isSilent !== undefined) isSilent = order.isSilent;
  if (order.isSilent === false) for (const { flush } of pipes) flush();
  if (order.cut) for (const { cut } of pipes) cut();
  process.send?.({});
});
process.on('disconnect', () => process.exit(0));
