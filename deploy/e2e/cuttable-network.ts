import { createServer, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** One person's way to the branch and the bank, which a test can cut; to a browser it is an HTTP proxy. */
export interface CuttableNetwork {
  /** For the browser's proxy setting. */
  readonly server: string;
  /**
   * As out of a lift: what was connected stays open and falls silent, neither end is told, and nothing new comes through. The
   * browser's sockets for plain requests are ended, as it does itself when it learns that its network went.
   */
  cut(): void;
  /** There is a network again, another one: nothing of what was connected before comes back. */
  restore(): void;
  close(): Promise<void>;
}

export async function createCuttableNetwork(): Promise<CuttableNetwork> {
  const tunnels = new Set<readonly [near: Socket, far: Socket]>();
  const nearEnds = new Set<Socket>();
  let isCut = false;

  const proxy = createServer((asked, answer) => {
    const { port, pathname, search } = new URL(asked.url ?? '');
    const { method, headers } = asked;
    const passed = request({ host: '127.0.0.1', port, path: pathname + search, method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.rawHeaders);
      got.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
  proxy.on('connection', (near: Socket) => {
    near.on('error', () => {}).on('close', () => nearEnds.delete(near));
    if (isCut) near.destroy();
    else nearEnds.add(near);
  });
  proxy.on('connect', (asked, near: Socket, head: Buffer) => {
    const far = connect(Number(asked.url?.split(':').at(-1)), '127.0.0.1', () => {
      near.write('HTTP/1.1 200 OK\r\n\r\n');
      far.write(head);
      near.pipe(far).pipe(near);
    });
    const tunnel = [near, far] as const;
    tunnels.add(tunnel);
    const end = () => {
      tunnels.delete(tunnel);
      if (isCut) return;
      near.destroy();
      far.destroy();
    };
    for (const socket of tunnel) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));

  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      const tunnelled = new Set<Socket>();
      for (const [near, far] of tunnels) {
        tunnelled.add(near);
        near.unpipe(far).resume();
        far.unpipe(near).resume();
      }
      for (const near of nearEnds) if (!tunnelled.has(near)) near.destroy();
    },
    restore() {
      isCut = false;
      for (const [near, far] of [...tunnels]) {
        near.destroy();
        far.destroy();
      }
    },
    close() {
      for (const [, far] of tunnels) far.destroy();
      for (const near of nearEnds) near.destroy();
      return new Promise((closed) => proxy.close(() => closed()));
    },
  };
}
