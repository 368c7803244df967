import { Alert } from '../../ui/Alert.tsx';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { payTexts } from './pay-texts.ts';
import type { Checked } from './use-check-payee.ts';

interface ConfirmationNoticeProps {
  readonly checked: Pick<Checked<unknown>, 'confirmation' | 'actualName'>;
  /** Takes the name that the account is in; absent where the name cannot be changed here. */
  readonly onUseName?: ((name: string) => void) | undefined;
}

/** Whether the name is the account's: a match quietly, everything else so that it is seen. */
export function ConfirmationNotice({ checked, onUseName }: ConfirmationNoticeProps) {
  const texts = useTexts(payTexts);
  const { confirmation, actualName } = checked;
  if (confirmation === 'match')
    return (
      <p className="name-match" role="status">
        {texts.confirmations.match}
      </p>
    );
  if (confirmation === 'close-match')
    return (
      <Alert>
        <p>{texts.confirmations['close-match'](actualName ?? '')}</p>
        {onUseName && actualName && (
          <Button onClick={() => onUseName(actualName)}>{texts.takeActual(actualName)}</Button>
        )}
      </Alert>
    );
  return <Alert tone={confirmation === 'no-match' ? 'danger' : 'info'}>{texts.confirmations[confirmation]}</Alert>;
}
