import { lazyPart } from '../ui/lazy-part.ts';

/** What one can walk without: it comes once one does, and before it is asked for. */
export const TicketPanel = lazyPart(() => import('../queue/TicketPanel.tsx').then((module) => module.TicketPanel));
export const TablePart = lazyPart(() => import('../CustomerTable.tsx').then((module) => module.CustomerTable));
export const BankingPanel = lazyPart(() => import('../banking/BankingPanel.tsx').then((module) => module.BankingPanel));
export const ConsultationPanel = lazyPart(() =>
  import('../consultation/ConsultationPanel.tsx').then((module) => module.ConsultationPanel),
);
export const RatingCard = lazyPart(() => import('../afterwards/RatingCard.tsx').then((module) => module.RatingCard));
export const AssistantPart = lazyPart(() => import('../AssistantPart.tsx').then((module) => module.AssistantPart));
export const SettingsSheet = lazyPart(() => import('./SettingsSheet.tsx').then((module) => module.SettingsSheet));
export const WardrobeSheet = lazyPart(() => import('./WardrobeSheet.tsx').then((module) => module.WardrobeSheet));
export const HelpSheet = lazyPart(() => import('./HelpSheet.tsx').then((module) => module.HelpSheet));
export const HallVoice = lazyPart(() => import('./HallVoice.tsx').then((module) => module.HallVoice));
export const VoiceKeeper = lazyPart(() => import('./VoiceKeeper.tsx').then((module) => module.VoiceKeeper));
export const DeskStaff = lazyPart(() => import('./desk/DeskStaff.tsx').then((module) => module.DeskStaff));
export const VrPanels = lazyPart(() => import('./vr/VrPanels.tsx').then((module) => module.VrPanels));
export const BackToHeadset = lazyPart(() => import('./BackToHeadset.tsx').then((module) => module.BackToHeadset));
export const PhoneBoard = lazyPart(() => import('./PhoneBoard.tsx').then((module) => module.PhoneBoard));

/** What only a headset shows comes where there may be one. */
export function fetchPartsForLater(): void {
  const parts = [
    TicketPanel,
    BankingPanel,
    ConsultationPanel,
    AssistantPart,
    SettingsSheet,
    WardrobeSheet,
    HelpSheet,
    VoiceKeeper,
    DeskStaff,
  ];
  for (const part of 'xr' in navigator ? [...parts, VrPanels, PhoneBoard, BackToHeadset] : parts) part.preload();
}
