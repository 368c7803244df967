import { listTemplates } from '../../shared/documents.ts';
import type { ProductProposal } from '../../shared/proposals.ts';
import { refuse } from '../../shared/result.ts';
import { OfferForm } from '../documents/OfferForm.tsx';
import { useRead } from '../net/use-read.ts';
import { useTexts } from '../ui/i18n.ts';
import { proposalTexts } from './proposal-texts.ts';
import type { Sent } from './use-proposals.ts';

interface ProposeProductProps {
  readonly send: (content: ProductProposal) => Promise<Sent>;
  readonly onDone: () => void;
}

/** A product is proposed as its document is offered, and laid on the desk once the customer takes it up. */
export function ProposeProduct({ send, onDone }: ProposeProductProps) {
  const texts = useTexts(proposalTexts);
  const { value } = useRead(listTemplates, { key: ['document-templates'] });
  return (
    <OfferForm
      label={texts.send}
      errors={texts.errors}
      send={async (offer) => {
        const title = value?.templates.find(({ id }) => id === offer.templateId)?.title;
        return title ? send({ kind: 'product', ...offer, title }) : refuse('request-malformed');
      }}
      onDone={onDone}
    />
  );
}
