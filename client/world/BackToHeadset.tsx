import type { XRStore } from '@react-three/xr';
import { useState } from 'react';
import { useTableDocuments } from '../documents/use-documents.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { enterHeadset } from '../xr/headset-mode.ts';
import { useOutToSign } from './vr/documents/out-to-sign.ts';

const texts = {
  en: {
    out: 'You have left VR to sign. Your talk and your place are kept: sign below, then go back.',
    signed: 'It is signed. You can go back to your place.',
    back: 'Back to VR',
    stay: 'Stay on the page',
    failed: 'The headset did not start. Check that it is connected, and press again.',
  },
  ru: {
    out: 'Вы вышли из VR, чтобы подписать. Разговор и место сохранены: подпишите ниже и возвращайтесь.',
    signed: 'Подписано. Можно вернуться на своё место.',
    back: 'Вернуться в VR',
    stay: 'Остаться на странице',
    failed: 'Шлем не включился. Проверьте подключение и нажмите ещё раз.',
  },
};

interface BackToHeadsetProps {
  readonly consultationId: string;
  readonly xrStore: XRStore;
}

/** What one left the headset's picture for, how far it is, and the way back into it. */
export function BackToHeadset({ consultationId, xrStore }: BackToHeadsetProps) {
  const words = useTexts(texts);
  const documentId = useOutToSign((state) => state.documentId);
  const { value } = useTableDocuments('customer', consultationId);
  const isSigned = value?.documents.find(({ id }) => id === documentId)?.state === 'signed';
  const [hasFailed, setHasFailed] = useState(false);
  const enter = async () => {
    setHasFailed(false);
    setHasFailed(!(await enterHeadset(xrStore)));
  };
  return (
    <section className="card" aria-label={words.back}>
      <p role="status">{isSigned ? words.signed : words.out}</p>
      {hasFailed && <Alert tone="danger">{words.failed}</Alert>}
      <p className="row">
        <Button variant={isSigned ? 'primary' : 'quiet'} onClick={() => void enter()}>
          {words.back}
        </Button>
        <Button variant="quiet" onClick={() => useOutToSign.setState({ documentId: null })}>
          {words.stay}
        </Button>
      </p>
    </section>
  );
}
