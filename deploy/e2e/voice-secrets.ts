import type { Page } from 'playwright-core';

interface Watched {
  connections: RTCPeerConnection[];
}

/** Lets `globalThis.connections` have every WebRTC connection of a page. */
export function watchConnections(): void {
  const Native = globalThis.RTCPeerConnection;
  const page = globalThis as unknown as Watched;
  page.connections = [];
  globalThis.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      page.connections.push(this);
    }
  } as typeof RTCPeerConnection;
}

/** Lets a page recognise speech on its own device, which this browser cannot: whatever is said, these are the words. */
export function hearWords(words: string): void {
  class Recognition extends EventTarget {
    static available = async () => 'available';
    processLocally = false;
    onresult: ((event: object) => void) | null = null;
    start() {
      this.onresult?.({ resultIndex: 0, results: [{ isFinal: true, 0: { transcript: words }, length: 1 }] });
    }
    abort() {}
  }
  Object.defineProperty(Recognition.prototype, 'processLocally', { value: false, writable: true });
  Object.assign(globalThis, { SpeechRecognition: Recognition });
}

/** What names one end of a voice connection: its ICE password, and the fingerprint of its DTLS certificate. */
export function voiceSecrets(page: Page): Promise<{ password: string; fingerprint: string }> {
  return page.evaluate(() => {
    const sdp = (globalThis as unknown as Watched).connections.at(-1)?.localDescription?.sdp ?? '';
    const [, password = ''] = /a=ice-pwd:(\S+)/.exec(sdp) ?? [];
    const [, fingerprint = ''] = /a=fingerprint:sha-256 (\S+)/.exec(sdp) ?? [];
    return { password, fingerprint };
  });
}
