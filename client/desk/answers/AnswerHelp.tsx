import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useComposerPort } from '../../consultation/composer-port.ts';
import { AnswerPicker } from './AnswerPicker.tsx';

/** A slash at the beginning of a word in the message opens the ready answers over it. */
export function AnswerHelp({ consultationId }: { readonly consultationId: string }) {
  const composer = useComposerPort((port) => port.composer);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    useComposerPort.setState({ onSlash: () => setIsOpen(true) });
    return () => useComposerPort.setState({ onSlash: null });
  }, []);
  if (!isOpen || !composer) return null;
  return createPortal(
    <AnswerPicker consultationId={consultationId} onClose={() => setIsOpen(false)} />,
    composer.place,
  );
}
