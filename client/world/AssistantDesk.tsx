import type { Spot } from '../../shared/branch.ts';
import { Placed } from './Placed.tsx';
import { PressableScreen } from './PressableScreen.tsx';
import { SceneText } from './SceneText.tsx';

interface AssistantDeskProps {
  /** Where the AI stands. */
  readonly at: Spot;
  readonly title: string;
  readonly hint: string;
  readonly brand: { readonly primary: string; readonly accent: string };
  readonly onPress: () => void;
}

/** The sign on the counter before the AI says what it is, and is pressed to talk to it. */
export function AssistantDesk({ at, title, hint, brand, onPress }: AssistantDeskProps) {
  return (
    <Placed at={at}>
      <group position={[0, 0, COUNTER_METRES]}>
        <PressableScreen
          width={0.62}
          height={0.26}
          y={1.28}
          z={0.16}
          tilt={0.12}
          colour={brand.primary}
          glow={brand.accent}
          onPress={onPress}
        >
          <SceneText position={[0, 0.035, 0]} fontSize={0.075} color="#fbf8f2">
            {title}
          </SceneText>
          <SceneText position={[0, -0.07, 0]} fontSize={0.038} color="#d8e4df">
            {hint}
          </SceneText>
        </PressableScreen>
      </group>
    </Placed>
  );
}

/** From where it stands to the middle of its counter. */
const COUNTER_METRES = 0.75;
