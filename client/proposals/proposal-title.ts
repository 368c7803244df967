import { displayMoney } from '../../shared/money.ts';
import type { ProposalContent } from '../../shared/proposals.ts';
import { type Language, LOCALES } from '../ui/locales.ts';
import { proposalTexts } from './proposal-texts.ts';

/** A proposal in one line. */
export function proposalTitle(content: ProposalContent, language: Language): string {
  if (content.kind === 'product') return content.title[language];
  const { amount, currency, payeeName } = content;
  return proposalTexts[language].payment(displayMoney({ amount, currency }, LOCALES[language]), payeeName);
}
