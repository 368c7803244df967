import type { PanelBlock, PanelButton } from '../../panels/panel-doc.ts';
import { joinVoice, leaveVoice, muteVoice } from '../../voice/voice-session.ts';
import type { VoiceView } from '../../voice/voice-store.ts';
import { voiceTexts } from '../../voice/voice-texts.ts';

const JOIN = 'voice:join';
const MUTE = 'voice:mute';
const UNMUTE = 'voice:unmute';
const LEAVE = 'voice:leave';

/** Speaking with the consultant, as the talk's panel in a headset offers it. */
export function voiceBlocks(voice: VoiceView, otherName: string, language: 'en' | 'ru'): PanelBlock[] {
  const texts = voiceTexts[language];
  const { status, problem, muted } = voice;
  if (status === 'asking' || status === 'joining') {
    const text = status === 'asking' ? texts.asking : texts.joining;
    return [{ kind: 'text', text, tone: 'muted' }, row({ id: LEAVE, label: texts.cancel })];
  }
  if (status === 'on')
    return [
      { kind: 'text', text: wordOf(voice, otherName, texts), tone: muted ? 'strong' : 'muted' },
      row(muted ? { id: UNMUTE, label: texts.unmute, tone: 'primary' } : { id: MUTE, label: texts.mute }, {
        id: LEAVE,
        label: texts.leave,
      }),
    ];
  const why: PanelBlock[] = problem ? [{ kind: 'alert', text: texts.problems[problem], tone: 'danger' }] : [];
  return [...why, row({ id: JOIN, label: texts.join })];
}

function row(...buttons: PanelButton[]): PanelBlock {
  return { kind: 'buttons', columns: buttons.length === 1 ? 1 : 2, buttons };
}

function wordOf({ muted, peers }: VoiceView, name: string, texts: typeof voiceTexts.en): string {
  if (muted) return texts.muted;
  const [peer] = peers;
  if (!peer) return texts.alone(name);
  if (peer.state !== 'connected') return texts.states[peer.state](name);
  return peer.muted ? texts.states.muted(name) : texts.states.present(name);
}

/** Does what a press asks for; answers false where it was none of the voice's. */
export function pressVoice(id: string): boolean {
  if (id === JOIN) void joinVoice();
  else if (id === MUTE || id === UNMUTE) muteVoice(id === MUTE);
  else if (id === LEAVE) leaveVoice();
  else return false;
  return true;
}
