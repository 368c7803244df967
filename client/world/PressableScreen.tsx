import { useThree } from '@react-three/fiber';
import { type ReactNode, useState } from 'react';

interface PressableScreenProps {
  readonly width: number;
  readonly height: number;
  /** Middle of the screen, metres above the floor and in front of the thing's middle. */
  readonly y: number;
  readonly z: number;
  /** From upright, radians, the top away from the reader. */
  readonly tilt: number;
  readonly colour: string;
  readonly glow: string;
  readonly onPress: () => void;
  /** Text, from the middle of the screen, on its surface. */
  readonly children: ReactNode;
}

/** A lit screen that is pressed by mouse, touch, ray or finger; so is the whole body of the thing that carries it. */
export function PressableScreen({ width, height, y, z, tilt, colour, glow, onPress, children }: PressableScreenProps) {
  const canvas = useThree((state) => state.gl.domElement);
  const [hovered, setHovered] = useState(false);
  const hover = (over: boolean) => {
    setHovered(over);
    canvas.style.cursor = over ? 'pointer' : '';
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a group has no keyboard; the same is a button over the scene
    <group onClick={onPress} onPointerEnter={() => hover(true)} onPointerLeave={() => hover(false)}>
      <group position={[0, y, z]} rotation-x={-tilt}>
        <mesh>
          <planeGeometry args={[width, height]} />
          <meshBasicMaterial color={hovered ? glow : colour} toneMapped={false} />
        </mesh>
        <group position={[0, 0, 0.004]}>{children}</group>
      </group>
      <mesh position={[0, (y + height / 2) / 2, 0]}>
        <boxGeometry args={[width + 0.1, y + height / 2, 0.3]} />
        <meshBasicMaterial visible={false} />
      </mesh>
    </group>
  );
}
