import { DocumentTable } from './documents/DocumentTable.tsx';
import { ProposalList } from './proposals/ProposalList.tsx';
import type { ProposedFields } from './proposals/use-proposal-decision.ts';
import { ShowAccounts } from './showing/ShowAccounts.tsx';

interface CustomerTableProps {
  readonly consultationId: string;
  /** Opens the ordinary payment form, filled in with what was proposed. */
  readonly onPay: (payment: ProposedFields) => void;
}

/** What lies on the desk before the customer, and what of theirs they let the consultant see. */
export function CustomerTable({ consultationId, onPay }: CustomerTableProps) {
  return (
    <>
      <ProposalList consultationId={consultationId} onPay={onPay} />
      <ShowAccounts consultationId={consultationId} />
      <DocumentTable audience="customer" consultationId={consultationId} />
    </>
  );
}
