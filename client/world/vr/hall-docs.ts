import { ReportReason } from '../../../shared/hall-voice.ts';
import type { PanelBlock, PanelButton, PanelDoc } from '../../panels/panel-doc.ts';
import { blockOther, joinHall, leaveHall, muteHall, muteOther, reportOther } from '../../voice/hall-session.ts';
import type { HallView, HallVoiceView } from '../../voice/hall-store.ts';
import { hallTexts } from '../../voice/hall-texts.ts';
import { voiceTexts } from '../../voice/voice-texts.ts';
import { framed } from './menu-docs.ts';
import { vrTexts } from './vr-texts.ts';
import type { Language } from './words.ts';

const ON = 'hall:on';
const OFF = 'hall:off';
const MUTE = 'hall:mute';
const UNMUTE = 'hall:unmute';
const MUTE_OTHER = 'hall-mute:';
const HEAR_OTHER = 'hall-hear:';
const BLOCK = 'hall-block:';
const UNBLOCK = 'hall-unblock:';
/** Asks why, before anything is told. */
export const REPORT = 'hall-report:';
const REASON = 'hall-reason:';
export const NOT_REPORTED = 'hall-not-reported';

interface HallKnowledge extends HallView {
  readonly isOffered: boolean;
  /** One talks in private: nothing of it is for the hall. */
  readonly isInTalk: boolean;
  /** Whom one is about to report. */
  readonly reported: number | null;
  readonly nameOf: (avatarId: number) => string;
}

/** One's voice in the hall, and what one can do about those of others: as the page's settings have it. */
export function hallDoc(known: HallKnowledge, language: Language): PanelDoc {
  const texts = hallTexts[language];
  const common = voiceTexts[language];
  const { status, problem, muted, near, blocked, reported, nameOf } = known;
  const frame = framed(texts.title, vrTexts[language]);
  if (!known.isOffered) return { ...frame, blocks: [{ kind: 'text', text: texts.notOffered }] };
  if (reported !== null) return { ...frame, blocks: reportBlocks(reported, nameOf(reported), language) };
  const blocks: PanelBlock[] = [{ kind: 'text', text: texts.intro, tone: 'muted' }];
  if (problem) blocks.push({ kind: 'alert', text: common.problems[problem], tone: 'danger' });
  if (status === 'off')
    blocks.push(row({ id: ON, label: texts.on, tone: 'primary', ...(known.isInTalk && { state: 'disabled' }) }));
  else if (status === 'on') {
    const own: PanelButton = muted
      ? { id: UNMUTE, label: common.unmute, tone: 'primary' }
      : { id: MUTE, label: common.mute };
    blocks.push(
      { kind: 'text', text: muted ? texts.muted : texts.live, tone: muted ? 'strong' : 'muted' },
      row(own, { id: OFF, label: texts.off }),
      { kind: 'text', text: near.length === 0 ? texts.alone : texts.near(near.length), tone: 'muted' },
    );
  } else {
    blocks.push({ kind: 'text', text: status === 'asking' ? common.asking : common.joining, tone: 'muted' });
    blocks.push(row({ id: OFF, label: common.cancel }));
  }
  for (const one of near) blocks.push(...otherBlocks(one, nameOf(one.avatarId), language));
  for (const avatarId of blocked)
    blocks.push(
      { kind: 'text', text: `${nameOf(avatarId)}. ${texts.blocked}` },
      row({ id: `${UNBLOCK}${avatarId}`, label: texts.unblock }),
    );
  return { ...frame, blocks };
}

function otherBlocks({ avatarId, muted }: HallVoiceView, name: string, language: Language): PanelBlock[] {
  const texts = hallTexts[language];
  return [
    { kind: 'text', text: name, tone: 'strong' },
    row(
      muted
        ? { id: `${HEAR_OTHER}${avatarId}`, label: texts.unmuteOther }
        : { id: `${MUTE_OTHER}${avatarId}`, label: texts.muteOther },
      { id: `${BLOCK}${avatarId}`, label: texts.block },
      { id: `${REPORT}${avatarId}`, label: texts.report, tone: 'danger' },
    ),
  ];
}

function reportBlocks(avatarId: number, name: string, language: Language): PanelBlock[] {
  const texts = hallTexts[language];
  return [
    { kind: 'text', text: texts.reportQuestion(name) },
    ...ReportReason.options.map((reason) =>
      row({ id: `${REASON}${avatarId}:${reason}`, label: texts.reasons[reason], tone: 'danger' }),
    ),
    row({ id: NOT_REPORTED, label: texts.cancel }),
  ];
}

function row(...buttons: PanelButton[]): PanelBlock {
  return { kind: 'buttons', columns: buttons.length, buttons };
}

/** Does what a press asks for; what it opens and closes on the panel itself is its owner's. */
export function pressHall(id: string): void {
  const after = (begin: string) => Number.parseInt(id.slice(begin.length), 10);
  if (id === ON) void joinHall();
  else if (id === OFF) leaveHall();
  else if (id === MUTE || id === UNMUTE) muteHall(id === MUTE);
  else if (id.startsWith(MUTE_OTHER)) muteOther(after(MUTE_OTHER), true);
  else if (id.startsWith(HEAR_OTHER)) muteOther(after(HEAR_OTHER), false);
  else if (id.startsWith(BLOCK)) blockOther(after(BLOCK), true);
  else if (id.startsWith(UNBLOCK)) blockOther(after(UNBLOCK), false);
  else if (id.startsWith(REASON)) reportOther(after(REASON), ReportReason.parse(id.split(':')[2]));
}
