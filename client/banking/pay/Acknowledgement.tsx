import { useEffect, useId, useRef } from 'react';
import { useTexts } from '../../ui/i18n.ts';
import { payTexts } from './pay-texts.ts';

interface AcknowledgementProps {
  readonly isGiven: boolean;
  readonly isMissing: boolean;
  readonly onChange: (isGiven: boolean) => void;
}

/** The customer's word that they mean an account whose name is another. It takes the focus where it is missing. */
export function Acknowledgement({ isGiven, isMissing, onChange }: AcknowledgementProps) {
  const texts = useTexts(payTexts);
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isMissing) box.current?.focus();
  }, [isMissing]);
  return (
    <div className="field" data-invalid={isMissing ? '' : undefined}>
      <label className="tick">
        <input
          ref={box}
          type="checkbox"
          checked={isGiven}
          aria-invalid={isMissing || undefined}
          aria-describedby={id}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span>{texts.acknowledge}</span>
      </label>
      <p id={id} className="field-error" role={isMissing ? 'alert' : undefined}>
        {isMissing ? texts.mustAcknowledge : ''}
      </p>
    </div>
  );
}
