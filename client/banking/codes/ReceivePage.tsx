import { useQuery } from '@tanstack/react-query';
import { QRCodeCanvas } from 'qrcode.react';
import { useRef, useState } from 'react';
import { formatAccountNumber } from '../../../shared/account-number.ts';
import type { Account } from '../../../shared/banking.ts';
import { sessionQuery } from '../../net/use-signed-in.ts';
import { Button } from '../../ui/Button.tsx';
import { Field, SelectField } from '../../ui/Field.tsx';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import { MoneyText } from '../../ui/MoneyText.tsx';
import { readAmount } from '../pay/amount-rules.ts';
import { payTexts } from '../pay/pay-texts.ts';
import { codeTexts } from './code-texts.ts';
import './codes.css';
import { receiveCode } from './receive-code.ts';

interface ReceivePageProps {
  readonly accounts: readonly Account[];
  readonly firstAccountId: string;
  /** The bank's four letters in IBANs. */
  readonly bankCode: string;
  readonly onBack: () => void;
}

/** A code by which others pay into one of the customer's accounts, with an amount or without. */
export function ReceivePage({ accounts, firstAccountId, bankCode, onBack }: ReceivePageProps) {
  const texts = useTexts(codeTexts);
  const words = useTexts(payTexts);
  const language = useLanguage();
  const [accountId, setAccountId] = useState(firstAccountId);
  const [typed, setTyped] = useState('');
  const account = accounts.find(({ id }) => id === accountId) ?? accounts[0];
  if (!account) return null;
  const { currency } = account.available;
  const read = typed.trim() === '' ? null : readAmount(typed, currency, language);
  const problem = read && 'problem' in read ? words.problems[read.problem] : undefined;
  return (
    <div>
      <h3 tabIndex={-1}>{texts.receiveTitle}</h3>
      <p className="muted">{texts.receiveIntro}</p>
      <div className="field-pair">
        <SelectField label={texts.into} value={account.id} onChange={({ target }) => setAccountId(target.value)}>
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Field
          label={texts.amount}
          inputMode="decimal"
          autoComplete="off"
          maxLength={24}
          hint={texts.amountHint(currency)}
          error={problem}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      {!problem && (
        <ReceiveCode account={account} bankCode={bankCode} amount={read && 'amount' in read ? read.amount : null} />
      )}
      <Button variant="quiet" onClick={onBack}>
        {words.back}
      </Button>
    </div>
  );
}

interface ReceiveCodeProps {
  readonly account: Account;
  readonly bankCode: string;
  readonly amount: string | null;
}

function ReceiveCode({ account, bankCode, amount }: ReceiveCodeProps) {
  const texts = useTexts(codeTexts);
  const name = useQuery(sessionQuery).data?.customer?.legalName ?? '';
  const picture = useRef<HTMLCanvasElement>(null);
  const { currency } = account.available;
  const code = receiveCode({ account, name, amount, bankCode });
  return (
    <section className="receive-code" aria-label={texts.qrTitle(account.name)} data-code={code}>
      <QRCodeCanvas
        ref={picture}
        value={code}
        size={232}
        marginSize={4}
        role="img"
        aria-label={texts.qrTitle(account.name)}
      />
      <p className="receive-name">
        <bdi>{name}</bdi>
      </p>
      <p className="muted small digits">{formatAccountNumber(account.identification)}</p>
      {amount !== null && (
        <p className="facts-amount">
          <MoneyText money={{ amount, currency }} />
        </p>
      )}
      <Button variant="quiet" onClick={() => picture.current && savePicture(picture.current, texts.fileName)}>
        {texts.save}
      </Button>
    </section>
  );
}

function savePicture(canvas: HTMLCanvasElement, name: string): void {
  const link = document.createElement('a');
  link.href = canvas.toDataURL('image/png');
  link.download = `${name}.png`;
  link.click();
}
