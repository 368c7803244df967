import { QRCodeSVG } from 'qrcode.react';
import type { Payment } from '../../shared/payment.ts';
import { useTexts } from '../ui/i18n.ts';
import { bankingTexts } from './banking-texts.ts';

/** What to compare, and where to go: another tab, or the phone. */
export function ApprovalCall({ payment }: { readonly payment: Payment }) {
  const texts = useTexts(bankingTexts);
  if (!payment.approvalUrl || !payment.bindingCode) return null;
  return (
    <section className="approval" aria-label={texts.code}>
      <div className="approval-code-box">
        <p className="muted small">{texts.code}</p>
        <p className="approval-code" data-testid="binding-code" translate="no">
          {payment.bindingCode}
        </p>
      </div>
      <p>{texts.codeHint}</p>
      <div className="approval-ways">
        <a className="button button-primary" href={payment.approvalUrl} target="_blank" rel="noopener">
          {texts.openApproval}
        </a>
        <div className="approval-phone">
          <QRCodeSVG value={payment.approvalUrl} size={112} marginSize={2} title={texts.qrTitle} />
          <p className="small">{texts.scan}</p>
        </div>
      </div>
    </section>
  );
}
