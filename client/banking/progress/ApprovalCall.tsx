import { Suspense } from 'react';
import type { Payment } from '../../../shared/payment.ts';
import { useTexts } from '../../ui/i18n.ts';
import { QRCodeSVG } from '../../ui/qr-code.ts';
import { progressTexts } from './progress-texts.ts';
import { TimeLeft } from './TimeLeft.tsx';

/** What to compare, and where to go: another tab, or the phone; and how long there is for it. */
export function ApprovalCall({ payment }: { readonly payment: Payment }) {
  const texts = useTexts(progressTexts);
  const { approvalUrl, approvalEndsAt, bindingCode } = payment;
  if (!approvalUrl || !bindingCode) return null;
  return (
    <section className="approval" aria-label={texts.code}>
      <div className="approval-code-box">
        <p className="muted small">{texts.code}</p>
        <p className="approval-code" data-testid="binding-code" translate="no">
          {bindingCode}
        </p>
      </div>
      <p>{texts.codeHint}</p>
      <div className="approval-ways">
        <a className="button button-primary" href={approvalUrl} target="_blank" rel="noopener">
          {texts.openApproval}
        </a>
        <div className="approval-phone">
          <Suspense fallback={null}>
            <QRCodeSVG value={approvalUrl} size={112} marginSize={2} title={texts.qrTitle} />
          </Suspense>
          <p className="small">{texts.scan}</p>
        </div>
      </div>
      {approvalEndsAt && <TimeLeft endsAt={approvalEndsAt} />}
    </section>
  );
}
