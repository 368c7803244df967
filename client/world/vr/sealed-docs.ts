import type { ConsultationView } from '../../../shared/consultation.ts';
import { consultationTexts } from '../../consultation/consultation-texts.ts';
import { nameOf } from '../../consultation/party-names.ts';
import { recordingWords } from '../../consultation/recording-words.ts';
import { safetyTexts } from '../../consultation/safety-texts.ts';
import type { Talk, TalkInHand } from '../../consultation/use-talk.ts';
import type { PanelBlock } from '../../panels/panel-doc.ts';
import type { Language } from '../../ui/locales.ts';

const AGREE = 'recording-agree';
const STOP = 'recording-stop';

export interface SealedBlocks {
  /** Before what was said: who can read it, and the code. */
  readonly head: readonly PanelBlock[];
  /** Where it does not scroll: what one must know, and the recording where there is one or is to be one. */
  readonly foot: readonly PanelBlock[];
}

/** What the customer in a headset sees of the talk's encryption. */
export function sealedBlocks(
  talk: Talk,
  view: ConsultationView,
  code: string | null,
  language: Language,
): SealedBlocks {
  const texts = safetyTexts[language];
  const words = consultationTexts[language];
  const { group } = talk;
  const head: PanelBlock[] = [];
  if (group) head.push({ kind: 'text', text: texts.sealed(group.members.length), tone: 'muted' });
  if (code) head.push({ kind: 'text', text: `${texts.codeTitle}: ${code}`, tone: 'muted' });
  const alarms = [
    talk.isUnable && words.unable,
    talk.isVoiceUnproven && texts.unproven,
    group?.standing === 'failed' && words.groupFailed,
    (group?.refusedFrames ?? 0) > 0 && words.refusedFrames,
  ];
  const foot = alarms.flatMap((text): PanelBlock[] => (text ? [{ kind: 'alert', text, tone: 'danger' }] : []));
  for (const text of [group?.hasMissed && words.hasMissed, group?.cameLate && words.cameLate])
    if (text) foot.push({ kind: 'text', text, tone: 'muted' });
  const recording = recordingWords(talk, 'customer', (party) => nameOf(party, view, words), texts);
  if (recording.isOn || recording.isAsked || !recording.button.agrees) {
    foot.push({ kind: 'alert', text: recording.text, tone: recording.isOn ? 'danger' : 'calm' });
    const { label, agrees } = recording.button;
    foot.push({ kind: 'buttons', columns: 1, buttons: [{ id: agrees ? AGREE : STOP, label }] });
  }
  return { head, foot };
}

/** Answers whether the press was one of these. */
export function pressSealed(id: string, { session }: TalkInHand): boolean {
  if (id !== AGREE && id !== STOP) return false;
  session?.agreeToRecording(id === AGREE);
  return true;
}
