import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { BrowserContext } from 'playwright-core';

/** The way between two browsers' WebRTC connections, over sockets of ours that can be cut and mended. */
export interface CuttableUdp {
  isCut: boolean;
  /** Lets every connection of this person's pages go this way; `globalThis.connections` has them, oldest first. */
  lead(context: BrowserContext): Promise<void>;
  close(): void;
}

/** What a page calls with a candidate that it was told; answers the one to use instead, null for none. */
type Through = (candidate: string) => Promise<string | null>;

/** foundation, component, transport, priority, address, port, "typ", kind … (RFC 8839) */
const HOST_OVER_UDP = /^(candidate:\S+ \d+ udp \d+) (\d+\.\d+\.\d+\.\d+) (\d+) (typ host.*)$/i;

export function createCuttableUdp(): CuttableUdp {
  const sockets: Socket[] = [];
  const cuttable: CuttableUdp = {
    isCut: false,
    async lead(context) {
      await context.exposeFunction('throughCuttableUdp', (candidate: string) => through(candidate));
      await context.addInitScript(lead);
    },
    close() {
      for (const socket of sockets) socket.close();
    },
  };

  async function through(candidate: string): Promise<string | null> {
    const [, head, address, port, tail] = HOST_OVER_UDP.exec(candidate) ?? [];
    if (!address || !port) return null;
    const socket = createSocket('udp4');
    sockets.push(socket);
    let caller: RemoteInfo | undefined;
    socket.on('message', (bytes, from) => {
      if (cuttable.isCut) return;
      const isAnswer = from.address === address && from.port === Number(port);
      if (!isAnswer) caller = from;
      if (!isAnswer) socket.send(bytes, Number(port), address);
      else if (caller) socket.send(bytes, caller.port, caller.address);
    });
    // Where the browser itself listens: a candidate's address is one of this machine's.
    await new Promise<void>((bound) => socket.bind(0, address, bound));
    return `${head} ${address} ${socket.address().port} ${tail}`;
  }
  return cuttable;
}

/** Runs in the page. */
function lead(): void {
  const Native = globalThis.RTCPeerConnection;
  const connections: RTCPeerConnection[] = [];
  const page = globalThis as unknown as { connections: RTCPeerConnection[]; throughCuttableUdp: Through };
  page.connections = connections;
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
    override async addIceCandidate(told?: RTCIceCandidateInit | RTCIceCandidate | null): Promise<void> {
      const candidate = told?.candidate ? await page.throughCuttableUdp(told.candidate) : null;
      if (told && candidate) await super.addIceCandidate({ ...told, candidate });
    }
  } as typeof RTCPeerConnection;
}
