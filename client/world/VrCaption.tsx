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

/** Light letters with a dark edge: a plate as large as the longest line would hide the room. */
function Subtitle({ text }: { readonly text: string }) {
  const group = useFollowGaze(PLACE);
  return (
    <group ref={group}>
      <SceneText
        fontSize={0.04}
        lineHeight={1.3}
        maxWidth={0.95}
        textAlign="center"
        anchorY="top"
        color="#ffffff"
        outlineWidth={0.005}
        outlineColor="#10201d"
        outlineOpacity={0.95}
        renderOrder={11}
        material-depthTest={false}
      >
        {text}
      </SceneText>
    </group>
  );
}
