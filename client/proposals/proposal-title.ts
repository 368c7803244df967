import { displayMoney } from '../../shared/money.ts';
import type { ProposalView } from '../../shared/proposals.ts';
import { type Language, LOCALES } from '../ui/locales.ts';
import { proposalTexts } from './proposal-texts.ts';

/** A proposal in one line. */
export function proposalTitle({ content, title }: ProposalView, language: Language): string {
  if (content.kind === 'product') return title?.[language] ?? '';
  const { amount, currency, payeeName } = content;
  return proposalTexts[language].payment(displayMoney({ amount, currency }, LOCALES[language]), payeeName);
}
