import type { BranchPlan } from '../../shared/branch.ts';
import { screenColours } from './brand-colours.ts';
import { KIOSK_SCREEN } from './fixtures.ts';
import type { KioskLines } from './kiosk-screen.ts';
import { Placed } from './Placed.tsx';
import { PressableScreen } from './PressableScreen.tsx';
import { SceneText } from './SceneText.tsx';

interface KioskProps {
  readonly at: BranchPlan['kiosks'][number]['at'];
  readonly brand: BranchPlan['brand'];
  readonly sign: string;
  readonly lines: KioskLines;
  readonly onPress: () => void;
}

const TEXT_WIDTH = KIOSK_SCREEN.width - 0.06;

/** The screen of a ticket kiosk and the sign above it; the body is part of the static branch. */
export function Kiosk({ at, brand, sign, lines, onPress }: KioskProps) {
  // A ticket's number is short and is read from a few steps away.
  const mainSize = lines.main.length <= 6 ? 0.11 : 0.052;
  return (
    <Placed at={at}>
      <PressableScreen {...KIOSK_SCREEN} z={-KIOSK_SCREEN.z} {...screenColours(brand)} onPress={onPress}>
        <SceneText position={[0, 0.2, 0]} fontSize={0.04} color={brand.accent} maxWidth={TEXT_WIDTH} textAlign="center">
          {lines.title}
        </SceneText>
        <SceneText position={[0, 0.03, 0]} fontSize={mainSize} color="#ffffff" maxWidth={TEXT_WIDTH} textAlign="center">
          {lines.main}
        </SceneText>
        {lines.hint !== '' && (
          <SceneText position={[0, -0.18, 0]} fontSize={0.034} color="#cfe0da" maxWidth={TEXT_WIDTH} textAlign="center">
            {lines.hint}
          </SceneText>
        )}
      </PressableScreen>
      <SceneText position={[0, 2.4, -0.07]} fontSize={0.082} color="#ffffff">
        {sign}
      </SceneText>
    </Placed>
  );
}
