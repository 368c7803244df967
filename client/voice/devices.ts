/** Where the browser keeps which microphone was chosen. */
export const INPUT_SETTING = 'atrium-voice-input';

/** Why there is no microphone. */
export type MicrophoneProblem = 'denied' | 'no-microphone' | 'microphone-busy' | 'voice-unsupported';

export interface VoiceDevices {
  readonly inputs: readonly VoiceDevice[];
  /** Empty where the browser lets nobody choose. */
  readonly outputs: readonly VoiceDevice[];
}
export interface VoiceDevice {
  readonly id: string;
  readonly label: string;
}

function canSpeak(): boolean {
  return typeof RTCPeerConnection === 'function' && navigator.mediaDevices !== undefined;
}

/** One voice, cleaned of the loudspeaker's echo and of the room's noise. Asks for permission where there is none yet. */
export async function openMicrophone(deviceId: string | null): Promise<MediaStream | MicrophoneProblem> {
  if (!canSpeak()) return 'voice-unsupported';
  const cleaned = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
  const open = (chosen: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({ audio: { ...cleaned, ...chosen }, video: false });
  try {
    return await open(deviceId ? { deviceId: { exact: deviceId } } : {});
  } catch (error) {
    // The chosen one may have been unplugged.
    if (deviceId && nameOf(error) !== 'NotAllowedError') return openMicrophone(null);
    return problemOf(error);
  }
}

/** Names are there only once the microphone has been allowed. */
export async function listDevices(): Promise<VoiceDevices> {
  const all = await navigator.mediaDevices.enumerateDevices();
  const ofKind = (kind: MediaDeviceKind) =>
    all
      .filter((device) => device.kind === kind && device.label !== '')
      .map(({ deviceId: id, label }) => ({ id, label }));
  const canChooseOutput = 'setSinkId' in HTMLMediaElement.prototype;
  return { inputs: ofKind('audioinput'), outputs: canChooseOutput ? ofKind('audiooutput') : [] };
}

export function onDevicesChanged(listener: () => void): () => void {
  navigator.mediaDevices.addEventListener('devicechange', listener);
  return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
}

function problemOf(error: unknown): MicrophoneProblem {
  switch (nameOf(error)) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'no-microphone';
    case 'NotReadableError':
    case 'AbortError':
      return 'microphone-busy';
    default:
      return 'denied';
  }
}

const nameOf = (error: unknown) => (error instanceof Error || error instanceof DOMException ? error.name : '');
