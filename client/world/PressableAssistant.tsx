import { useThree } from '@react-three/fiber';
import type { Spot } from '../../shared/branch-parts.ts';
import { Placed } from './Placed.tsx';

interface PressableAssistantProps {
  /** Where the AI stands. */
  readonly at: Spot;
  readonly onPress: () => void;
}

/** The AI is pressed to talk to it: a box about its body, which draws nothing. Its label says what it is. */
export function PressableAssistant({ at, onPress }: PressableAssistantProps) {
  const canvas = useThree((state) => state.gl.domElement);
  const hover = (over: boolean) => {
    canvas.style.cursor = over ? 'pointer' : '';
  };
  return (
    <Placed at={at}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a mesh has no keyboard; the same is a button over the scene */}
      <mesh
        position={[0, 1, 0]}
        onClick={onPress}
        onPointerEnter={() => hover(true)}
        onPointerLeave={() => hover(false)}
      >
        <boxGeometry args={[0.7, 2, 0.6]} />
        <meshBasicMaterial visible={false} />
      </mesh>
    </Placed>
  );
}
