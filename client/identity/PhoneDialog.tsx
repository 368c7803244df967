import { Suspense, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { QRCodeSVG } from '../ui/qr-code.ts';
import { clockText, deviceTexts, typedAddress } from './device-texts.ts';
import './phone-sign-in.css';
import { type DeviceSignInControl, useDeviceSignIn } from './use-device-sign-in.ts';

/** The code that a phone signs this device in with. */
export function PhoneDialog({ branchId, onClose }: { readonly branchId: string; readonly onClose: () => void }) {
  const texts = useTexts(deviceTexts);
  const control = useDeviceSignIn(branchId, 'browser');
  const { start, cancel } = control;
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    start();
  }, [start]);
  const close = () => {
    cancel();
    onClose();
  };
  return createPortal(
    // The hall behind it listens to keys: what is typed here is not for walking.
    <dialog
      ref={dialog}
      className="phone-sign-in"
      aria-labelledby={titleId}
      onClose={close}
      onKeyDown={(event) => event.stopPropagation()}
      onKeyUp={(event) => event.stopPropagation()}
    >
      <h2 id={titleId}>{texts.title}</h2>
      <DeviceCode control={control} />
      <Button variant="quiet" onClick={() => dialog.current?.close()}>
        {texts.close}
      </Button>
    </dialog>,
    document.body,
  );
}

function DeviceCode({ control: { state, start } }: { readonly control: DeviceSignInControl }) {
  const texts = useTexts(deviceTexts);
  if (state.kind === 'ended') {
    return (
      <>
        <Alert tone="danger">{texts.ends[state.why]}</Alert>
        <Button onClick={start}>{texts.renew}</Button>
      </>
    );
  }
  if (state.kind !== 'waiting') return <p role="status">{texts.starting}</p>;
  return (
    <>
      <div className="phone-ways">
        <div>
          <p>{texts.scan}</p>
          <Suspense fallback={null}>
            <QRCodeSVG value={state.pageUrlWithCode} size={176} marginSize={3} title={texts.qrTitle} />
          </Suspense>
        </div>
        <div>
          <p>{texts.orOpen}</p>
          <p className="phone-address" translate="no">
            {typedAddress(state.pageUrl)}
          </p>
          <p>{texts.compare}</p>
          <p className="phone-code" data-testid="device-code" translate="no">
            {state.userCode}
          </p>
          <p className="muted small" role="timer">
            {texts.left(clockText(state.secondsLeft))}
          </p>
        </div>
      </div>
      <p className="muted small">{texts.warning}</p>
    </>
  );
}
