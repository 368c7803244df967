import { useXR } from '@react-three/xr';
import { useEffect, useMemo } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';
import { clockText, deviceTexts, typedAddress } from '../identity/device-texts.ts';
import type { DeviceSignInState } from '../identity/use-device-sign-in.ts';
import { showsRoom } from '../xr/headset-mode.ts';
import { Placed } from './Placed.tsx';
import { createQrTexture } from './qr-texture.ts';
import { SceneText } from './SceneText.tsx';
import { vrTexts } from './vr/vr-texts.ts';

interface PhoneBoardProps {
  readonly at: BranchPlan['kiosks'][number]['at'];
  readonly state: DeviceSignInState;
  readonly language: 'en' | 'ru';
  /** Asks for a code where there is none. */
  readonly onPress: () => void;
}

const WIDTH = 1.04;
const HEIGHT = 0.6;
/** Under the code: how to look at the phone without leaving the branch. */
const FOOT_HEIGHT = 0.12;
const QR_METRES = 0.44;
const INK = '#10302c';
const TEXT_LEFT = -0.03;
const TEXT_WIDTH = WIDTH / 2 - TEXT_LEFT - 0.05;

/** A board before the kiosk, at the height of the eyes: the code and QR with which a phone signs in whoever wears a headset. */
export function PhoneBoard({ at, state, language, onPress }: PhoneBoardProps) {
  const texts = deviceTexts[language];
  const hasWindow = useXR((xr) => showsRoom(xr.session));
  if (state.kind === 'idle') return null;
  return (
    <Placed at={at}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a group has no keyboard; in VR there is none */}
      <group position={[0, 1.42, 0.3]} rotation-x={-0.12} onClick={onPress}>
        <mesh position-y={-FOOT_HEIGHT / 2}>
          <planeGeometry args={[WIDTH, HEIGHT + FOOT_HEIGHT]} />
          <meshBasicMaterial color="#f6f8f7" toneMapped={false} />
        </mesh>
        {state.kind === 'waiting' ? (
          <>
            <Code state={state} texts={texts} />
            <SceneText
              position={[0, -HEIGHT / 2 - FOOT_HEIGHT / 2 + 0.015, 0.004]}
              fontSize={0.026}
              color={INK}
              maxWidth={WIDTH - 0.1}
              textAlign="center"
            >
              {hasWindow ? vrTexts[language].inWindow : vrTexts[language].lookOut}
            </SceneText>
          </>
        ) : (
          <Words
            title={state.kind === 'starting' ? texts.starting : texts.ends[state.why]}
            hint={state.kind === 'ended' ? texts.pressToRenew : ''}
          />
        )}
      </group>
    </Placed>
  );
}

interface CodeProps {
  readonly state: Extract<DeviceSignInState, { kind: 'waiting' }>;
  readonly texts: (typeof deviceTexts)['en'];
}

function Code({ state, texts }: CodeProps) {
  const lines: readonly (readonly [text: string, y: number, size: number, weight?: 'quiet'])[] = [
    [texts.title, 0.235, 0.038],
    [`${texts.scan}, ${texts.orOpen}`, 0.15, 0.024, 'quiet'],
    [typedAddress(state.pageUrl), 0.09, 0.034],
    [texts.compare, 0.025, 0.024, 'quiet'],
    [state.userCode, -0.05, 0.07],
    [texts.left(clockText(state.secondsLeft)), -0.14, 0.026],
    [texts.warning, -0.22, 0.023, 'quiet'],
  ];
  return (
    <group position={[0, 0, 0.004]}>
      <Qr text={state.pageUrlWithCode} />
      {lines.map(([text, y, size, weight]) => (
        <SceneText
          key={y}
          position={[TEXT_LEFT, y, 0]}
          fontSize={size}
          color={weight === 'quiet' ? '#4a625d' : INK}
          maxWidth={TEXT_WIDTH}
          anchorX="left"
        >
          {text}
        </SceneText>
      ))}
    </group>
  );
}

function Qr({ text }: { readonly text: string }) {
  const texture = useMemo(() => createQrTexture(text), [text]);
  useEffect(() => () => texture.dispose(), [texture]);
  return (
    <mesh position={[-WIDTH / 2 + QR_METRES / 2 + 0.025, 0, 0]}>
      <planeGeometry args={[QR_METRES, QR_METRES]} />
      <meshBasicMaterial map={texture} toneMapped={false} />
    </mesh>
  );
}

function Words({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <group position={[0, 0, 0.004]}>
      <SceneText position={[0, 0.04, 0]} fontSize={0.042} color={INK} maxWidth={WIDTH - 0.1} textAlign="center">
        {title}
      </SceneText>
      <SceneText position={[0, -0.06, 0]} fontSize={0.03} color="#4a625d" maxWidth={WIDTH - 0.1} textAlign="center">
        {hint}
      </SceneText>
    </group>
  );
}
