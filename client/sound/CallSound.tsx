import { useCallSound } from './use-sounds.ts';

interface CallSoundProps {
  readonly consultationId: string | null;
  readonly number: string;
}

/** The call in the ears of whoever waits with this number; shows nothing. */
export function CallSound({ consultationId, number }: CallSoundProps) {
  useCallSound(consultationId, number);
  return null;
}
