import type { ChatLine, ConsultationView } from '../../shared/consultation.ts';
import type { KeptSheets } from '../../shared/proposal-sheet.ts';
import type { consultationTexts } from './consultation-texts.ts';
import { nameOf } from './party-names.ts';

/** What was said, as the text file a customer keeps: one line for each message, times in UTC. */
export function transcriptText(
  consultation: ConsultationView,
  lines: readonly ChatLine[],
  texts: typeof consultationTexts.en,
): string {
  return lines
    .map(({ at, from, text }) => `[${at}] ${nameOf(from, consultation, texts)}: ${text.replaceAll('\n', '\n  ')}\n`)
    .join('');
}

/** What was proposed, with what it takes to hold each against the hash that the bank has of it. */
export function sheetsText(sheets: KeptSheets, texts: typeof consultationTexts.en): string {
  const all = Object.entries(sheets).map(([id, { salt, content }]) => `${id} ${salt} ${content}\n`);
  return all.length > 0 ? `\n${texts.proposalsKept}\n${all.join('')}` : '';
}

/** Puts a text onto the customer's own device. */
export function saveTextFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
