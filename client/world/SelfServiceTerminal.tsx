import type { BranchPlan } from '../../shared/branch.ts';
import { screenColours } from './brand-colours.ts';
import { TERMINAL_SCREEN } from './fixtures.ts';
import { Placed } from './Placed.tsx';
import { PressableScreen } from './PressableScreen.tsx';
import { SceneText } from './SceneText.tsx';

interface SelfServiceTerminalProps {
  readonly at: BranchPlan['selfService'][number]['at'];
  readonly brand: BranchPlan['brand'];
  readonly title: string;
  readonly hint: string;
  readonly onPress: () => void;
}

/** The screen of a self-service terminal; the body is part of the static branch. */
export function SelfServiceTerminal({ at, brand, title, hint, onPress }: SelfServiceTerminalProps) {
  return (
    <Placed at={at}>
      <PressableScreen {...TERMINAL_SCREEN} z={-TERMINAL_SCREEN.z} {...screenColours(brand)} onPress={onPress}>
        <SceneText position={[0, 0.06, 0]} fontSize={0.046} color="#ffffff" maxWidth={0.54} textAlign="center">
          {title}
        </SceneText>
        <SceneText position={[0, -0.1, 0]} fontSize={0.036} color="#cfe0da" maxWidth={0.54} textAlign="center">
          {hint}
        </SceneText>
      </PressableScreen>
    </Placed>
  );
}
