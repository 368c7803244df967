import { useXR } from '@react-three/xr';
import { useCaptions } from '../ui/captions.ts';
import { useSenses } from '../ui/senses.ts';
import { SceneText } from './SceneText.tsx';
import { useFollowGaze } from './use-follow-gaze.ts';

const PLACE = { aheadMetres: 1.25, belowEyesMetres: 0.45 } as const;

/** What is being said, as a subtitle under the view of whoever wears a headset. */
export function VrCaption() {
  const inVr = useXR((state) => state.session !== undefined);
  const isOn = useSenses((senses) => senses.captions);
  const text = useCaptions(({ lines }) => lines.map((line) => `${line.who}: ${line.text}`).join('\n'));
  return inVr && isOn && text !== '' ? <Subtitle text={text} /> : null;
}

const EM_METRES = 0.04;
const LINE_EMS = 1.3;
const WIDTH_METRES = 0.95;
const MARGIN_METRES = 0.02;
/** As many as surely have room in a line, broken at spaces. */
const LETTERS_IN_LINE = 38;

/** Drawn over everything, on a plate as high as its lines: it is read over a light floor as well. */
function Subtitle({ text }: { readonly text: string }) {
  const group = useFollowGaze(PLACE);
  const rows = text.split('\n').reduce((sum, line) => sum + Math.max(Math.ceil(line.length / LETTERS_IN_LINE), 1), 0);
  const height = rows * LINE_EMS * EM_METRES;
  return (
    <group ref={group}>
      <mesh position={[0, -height / 2, 0]} renderOrder={10}>
        <planeGeometry args={[WIDTH_METRES + 2 * MARGIN_METRES, height + 2 * MARGIN_METRES]} />
        <meshBasicMaterial color="#0c1a17" opacity={0.82} toneMapped={false} depthTest={false} transparent />
      </mesh>
      <SceneText
        position={[0, 0, 0.004]}
        fontSize={EM_METRES}
        lineHeight={LINE_EMS}
        maxWidth={WIDTH_METRES}
        textAlign="center"
        anchorY="top"
        color="#ffffff"
        overAll={11}
      >
        {text}
      </SceneText>
    </group>
  );
}
