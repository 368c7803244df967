import { useEffect, useId, useState } from 'react';
import type { ReadPaymentCode } from '../../../shared/payment-code.ts';
import type { Result } from '../../../shared/result.ts';
import { usePlan } from '../../net/use-plan.ts';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useTexts } from '../../ui/i18n.ts';
import { CameraReader } from './CameraReader.tsx';
import { type CodeProblem, codeTexts } from './code-texts.ts';
import './codes.css';
import { readCodeText } from './read-code-text.ts';
import { readPicture } from './read-picture.ts';

interface CodeReaderProps {
  readonly onCode: (code: ReadPaymentCode) => void;
  /** What the form has against what was read, or that nothing was. */
  readonly error: string | undefined;
}

/** A code to pay by: from a picture, from the clipboard, from the camera, or one that the branch shows. */
export function CodeReader({ onCode, error }: CodeReaderProps) {
  const texts = useTexts(codeTexts);
  const [problem, setProblem] = useState<CodeProblem | null>(null);
  const [isReading, setIsReading] = useState(false);
  const take = (read: Result<ReadPaymentCode, CodeProblem>) => {
    setProblem(read.ok ? null : read.error);
    if (read.ok) onCode(read.value);
  };
  const readFile = async (file: Blob) => {
    setIsReading(true);
    const read = await readPicture(file);
    setIsReading(false);
    take(read);
  };
  usePastedPicture(readFile);
  return (
    <div className="code-reader">
      <PictureField
        hint={isReading ? texts.reading : texts.intro}
        error={problem ? texts.problems[problem] : error}
        onFile={readFile}
      />
      <CameraReader onRead={take} onRefused={() => setProblem('camera-refused')} />
      <BranchCodes onText={(text) => take(readCodeText(text))} />
    </div>
  );
}

interface PictureFieldProps {
  readonly hint: string;
  readonly error: string | undefined;
  readonly onFile: (file: File) => void;
}

function PictureField({ hint, error, onFile }: PictureFieldProps) {
  const texts = useTexts(codeTexts);
  const id = useId();
  return (
    <div className="field code-picture" data-invalid={error ? '' : undefined}>
      <label className="button button-quiet" htmlFor={id}>
        {texts.file}
      </label>
      <span className="muted small code-paste">{texts.paste}</span>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept="image/*"
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-note`}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <p id={`${id}-note`} className={error ? 'field-error' : 'field-hint'} role={error ? 'alert' : 'status'}>
        {error ?? hint}
      </p>
    </div>
  );
}

/** A picture that is pasted anywhere on the page while a code is waited for. */
function usePastedPicture(onPicture: (file: Blob) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const file = Array.from(event.clipboardData?.files ?? []).find(({ type }) => type.startsWith('image/'));
      if (file) onPicture(file);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  });
}

function BranchCodes({ onText }: { readonly onText: (text: string) => void }) {
  const texts = useTexts(codeTexts);
  const language = useLanguage();
  const codes = usePlan().value?.paymentCodes ?? [];
  if (codes.length === 0) return null;
  return (
    <section aria-label={texts.inBranch}>
      <p className="small code-heading">{texts.inBranch}</p>
      <div className="row">
        {codes.map(({ id, title, code }) => (
          <Button key={id} variant="quiet" onClick={() => onText(code)}>
            {title[language]}
          </Button>
        ))}
      </div>
    </section>
  );
}
