import { type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../ui/Button.tsx';

interface QuestionProps {
  readonly question: string;
  readonly no: string;
  readonly yes: string;
  readonly busy: boolean;
  readonly onNo: () => void;
  readonly onYes: () => void;
  /** What came of the last yes. */
  readonly children?: ReactNode;
}

/** Asked before something that cannot be taken back; the focus goes to the answer that changes nothing. */
export function Question({ question, no, yes, busy, onNo, onYes, children }: QuestionProps) {
  const place = useRef<HTMLFieldSetElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <fieldset ref={place} className="question">
      <legend>{question}</legend>
      {children}
      <div className="row">
        <Button variant="quiet" onClick={onNo}>
          {no}
        </Button>
        <Button variant="danger" busy={busy} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </fieldset>
  );
}
