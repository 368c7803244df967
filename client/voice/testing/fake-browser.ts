import { vi } from 'vitest';

/** For tests of the sessions: what they need of a browser, which does nothing but remember. */
/** A microphone's track. */
class FakeTrack {
  enabled = true;
  readyState = 'live';
  onended: (() => void) | null = null;
  stop() {
    this.readyState = 'ended';
  }
  getSettings() {
    return { deviceId: 'built-in' };
  }
}
class FakeNode {
  fftSize = 0;
  connect() {
    return this;
  }
  disconnect() {}
  getFloatTimeDomainData() {}
}
class FakeAudioContext {
  createMediaStreamSource() {
    return new FakeNode();
  }
  createAnalyser() {
    return new FakeNode();
  }
  async close() {}
  async resume() {}
}
/** A connection that never goes anywhere: what it was told is remembered. */
export class FakePeerConnection {
  /** Those that are not closed, oldest first. */
  static open: FakePeerConnection[] = [];
  connectionState = 'new';
  signalingState = 'stable';
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  sent: unknown = null;
  restarts = 0;
  readonly configuration: RTCConfiguration;
  constructor(configuration: RTCConfiguration) {
    this.configuration = configuration;
    FakePeerConnection.open.push(this);
  }
  addTransceiver(track: unknown) {
    this.sent = track;
    const replaceTrack = async (next: unknown) => {
      this.sent = next;
    };
    return { sender: { replaceTrack }, setCodecPreferences() {} };
  }
  setConfiguration() {}
  restartIce() {
    this.restarts += 1;
  }
  to(state: string) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
  close() {
    FakePeerConnection.open = FakePeerConnection.open.filter((one) => one !== this);
  }
}

/** What the browser gives out; `microphone` may be replaced by one that refuses. */
export interface FakeBrowser {
  readonly tracks: FakeTrack[];
  microphone: () => Promise<unknown>;
}

export function stubBrowser(): FakeBrowser {
  const nothing = { addEventListener() {}, removeEventListener() {} };
  const browser: FakeBrowser = {
    tracks: [],
    async microphone() {
      const track = new FakeTrack();
      browser.tracks.push(track);
      return { getAudioTracks: () => [track], getTracks: () => [track] };
    },
  };
  FakePeerConnection.open = [];
  vi.stubGlobal('window', nothing);
  vi.stubGlobal('document', { ...nothing, visibilityState: 'visible' });
  vi.stubGlobal('AudioContext', FakeAudioContext);
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => null });
  vi.stubGlobal('HTMLMediaElement', class {});
  const mediaDevices = { ...nothing, getUserMedia: () => browser.microphone(), enumerateDevices: async () => [] };
  vi.stubGlobal('navigator', { mediaDevices });
  return browser;
}
