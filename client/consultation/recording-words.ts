import type { Party } from '../../shared/consultation-members.ts';
import type { safetyTexts } from './safety-texts.ts';
import type { Talk } from './use-talk.ts';

export interface RecordingWords {
  readonly text: string;
  /** On one's own press: agrees, or stops it for all. */
  readonly button: { readonly label: string; readonly agrees: boolean };
  readonly isOn: boolean;
  /** Somebody else waits for one's word. */
  readonly isAsked: boolean;
}

/** Whether the talk is recorded, who has agreed, and what one can say to it. */
export function recordingWords(
  { group, agreed, recording }: Pick<Talk, 'group' | 'agreed' | 'recording'>,
  self: Party,
  names: (party: Party) => string,
  texts: typeof safetyTexts.en,
): RecordingWords {
  // The recorder's keys tell, whatever the server says.
  const isOn = recording || (group?.members.some(({ party }) => party === 'recorder') ?? false);
  const hasAgreed = agreed.includes(self);
  const others = agreed.filter((party) => party !== self);
  const waiting = others.length > 0 ? texts.othersAgreed(others.map(names).join(', ')) : texts.notRecorded;
  const text = isOn ? texts.recording : hasAgreed ? texts.youAgreed : waiting;
  const label = hasAgreed ? (isOn ? texts.stop : texts.takeBack) : texts.agree;
  return { text, button: { label, agrees: !hasAgreed }, isOn, isAsked: !hasAgreed && others.length > 0 };
}
