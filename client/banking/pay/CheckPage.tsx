import { useState } from 'react';
import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Account } from '../../../shared/banking.ts';
import type { PaymentIntent } from '../../../shared/payment.ts';
import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { MoneyText } from '../../ui/MoneyText.tsx';
import { type BankingError, bankingErrorTexts } from '../banking-error-texts.ts';
import { bankingTexts } from '../banking-texts.ts';
import { ScheduleText } from '../ScheduleText.tsx';
import { Acknowledgement } from './Acknowledgement.tsx';
import { ConfirmationNotice } from './ConfirmationNotice.tsx';
import { payTexts } from './pay-texts.ts';
import { Steps } from './Steps.tsx';
import type { Checked } from './use-check-payee.ts';

interface CheckPageProps {
  readonly checked: Checked<PaymentIntent>;
  readonly account: Account | undefined;
  readonly busy: boolean;
  readonly error: BankingError | null;
  readonly onUseName: (name: string) => void;
  readonly onChange: () => void;
  readonly onApprove: () => void;
}

/** Everything that will be asked of the bank, and whose account it is. A name that is not the account's must be acknowledged. */
export function CheckPage({ checked, account, busy, error, onUseName, onChange, onApprove }: CheckPageProps) {
  const texts = useTexts(payTexts);
  const errors = useTexts(bankingErrorTexts);
  const [isAcknowledged, setIsAcknowledged] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const { asked: intent, confirmation } = checked;
  const isMismatch = confirmation === 'no-match';
  const approve = () => {
    if (isMismatch && !isAcknowledged) return setIsAsked(true);
    onApprove();
  };
  return (
    <div>
      <h3 tabIndex={-1}>{texts.checkTitle}</h3>
      <Steps current={2} />
      {error && <Alert tone="danger">{errors[error]}</Alert>}
      <IntentFacts checked={checked} account={account} />
      {intent.payee.kind !== 'own' && intent.payee.kind !== 'phone' && (
        <ConfirmationNotice checked={checked} onUseName={intent.payee.kind === 'account' ? onUseName : undefined} />
      )}
      {isMismatch && (
        <Acknowledgement isGiven={isAcknowledged} isMissing={isAsked && !isAcknowledged} onChange={setIsAcknowledged} />
      )}
      <p className="muted small">{texts.approvalNext}</p>
      <div className="row">
        <Button variant={isMismatch ? 'danger' : 'primary'} busy={busy} onClick={approve}>
          {texts.approve}
        </Button>
        <Button variant="quiet" onClick={onChange}>
          {texts.change}
        </Button>
      </div>
    </div>
  );
}

function IntentFacts({ checked, account }: Pick<CheckPageProps, 'checked' | 'account'>) {
  const texts = useTexts(payTexts);
  const words = useTexts(bankingTexts);
  const { asked: intent, payee } = checked;
  return (
    <section className="facts" aria-label={texts.checkTitle} data-testid="check">
      <dl>
        <dt>{texts.amount}</dt>
        <dd className="facts-amount">
          <MoneyText money={{ amount: intent.amount, currency: intent.currency }} />
        </dd>
        <dt>{texts.to}</dt>
        <dd>
          <bdi>{intent.payee.kind === 'own' ? texts.ownName : payee.name}</bdi>
          <span className="muted small digits">
            {intent.payee.kind === 'phone'
              ? texts.byPhone(intent.payee.phone)
              : formatAccountNumber(payee.identification)}
          </span>
        </dd>
        <dt>{texts.from}</dt>
        <dd>
          {account?.name}
          <span className="muted small digits">{account && formatAccountNumber(account.identification)}</span>
        </dd>
        <dt>{words.when}</dt>
        <dd>
          <ScheduleText schedule={intent.schedule} />
        </dd>
        <dt>{texts.reference}</dt>
        <dd>
          <bdi>{intent.reference}</bdi>
        </dd>
      </dl>
    </section>
  );
}
