import { useEffect, useRef, useState } from 'react';
import type { ReadPaymentCode } from '../../../shared/payment-code.ts';
import type { Result } from '../../../shared/result.ts';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { codeTexts } from './code-texts.ts';
import { readFrame } from './read-picture.ts';

const FRAME_EVERY_MS = 150;

interface CameraReaderProps {
  readonly onRead: (read: Result<ReadPaymentCode, 'not-a-payment-code'>) => void;
  readonly onRefused: () => void;
}

/** The camera, where there is one; it is on only while a code is looked for. */
export function CameraReader({ onRead, onRefused }: CameraReaderProps) {
  const texts = useTexts(codeTexts);
  const hasCamera = useHasCamera();
  const [isOn, setIsOn] = useState(false);
  if (!hasCamera) return null;
  const stop = () => setIsOn(false);
  return (
    <div className="field">
      <Button variant="quiet" onClick={() => setIsOn(!isOn)}>
        {isOn ? texts.stopCamera : texts.camera}
      </Button>
      {isOn && (
        <CameraView
          onRead={(read) => {
            stop();
            onRead(read);
          }}
          onRefused={() => {
            stop();
            onRefused();
          }}
        />
      )}
    </div>
  );
}

function CameraView(handlers: CameraReaderProps) {
  const texts = useTexts(codeTexts);
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    let stream: MediaStream | undefined;
    let isGone = false;
    const open = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (isGone) return release(stream);
      if (video.current) video.current.srcObject = stream;
    };
    open().catch(() => latest.current.onRefused());
    const timer = setInterval(() => {
      if (!video.current) return;
      const read = readFrame(video.current);
      if (read.ok || read.error === 'not-a-payment-code') latest.current.onRead(read as never);
    }, FRAME_EVERY_MS);
    return () => {
      isGone = true;
      clearInterval(timer);
      if (stream) release(stream);
    };
  }, []);
  return (
    <>
      <video ref={video} className="code-camera" aria-label={texts.cameraView} autoPlay playsInline muted />
      <p className="field-hint" role="status">
        {texts.cameraHint}
      </p>
    </>
  );
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function useHasCamera(): boolean {
  const [hasCamera, setHasCamera] = useState(false);
  useEffect(() => {
    void navigator.mediaDevices
      ?.enumerateDevices()
      .then((devices) => setHasCamera(devices.some(({ kind }) => kind === 'videoinput')))
      .catch(() => setHasCamera(false));
  }, []);
  return hasCamera;
}
