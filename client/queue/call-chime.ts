let context: AudioContext | null = null;

/** Two soft tones, a third down, half a second: `G5`, `E5`, in hertz. */
const TONES = [784, 659];
const TONE_SECONDS = 0.32;
const LOUDNESS = 0.12;

/** Sounds where the browser lets a page that has been touched make a sound; else nothing happens. */
export function soundChime(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume().catch(() => {});
  const { destination, currentTime } = context;
  for (const [index, hertz] of TONES.entries()) {
    const begins = currentTime + 0.05 + index * TONE_SECONDS * 0.75;
    const tone = new OscillatorNode(context, { frequency: hertz, type: 'sine' });
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, begins);
    gain.gain.linearRampToValueAtTime(LOUDNESS, begins + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0005, begins + TONE_SECONDS);
    tone.connect(gain).connect(destination);
    tone.start(begins);
    tone.stop(begins + TONE_SECONDS);
  }
}
