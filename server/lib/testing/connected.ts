import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Both ends of a connection of loopback. */
export interface Connected {
  readonly sender: Socket;
  readonly receiver: Socket;
  close(): void;
}

export async function connected(): Promise<Connected> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = connect((server.address() as AddressInfo).port, '127.0.0.1').setNoDelay(true);
  const [receiver] = (await once(server, 'connection')) as [Socket];
  return {
    sender,
    receiver,
    close() {
      sender.destroy();
      receiver.destroy();
      server.close();
    },
  };
}
