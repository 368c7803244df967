import type { BranchPlan } from '../../shared/branch.ts';
import { boothFrontMetres, DESK_SIGN, isInBooth } from './desk-geometry.ts';
import type { BoardState } from './NumberBoard.tsx';
import { Placed } from './Placed.tsx';
import { SceneText } from './SceneText.tsx';
import { BRAND_SIGN, featureWall, SELF_SERVICE_SIGN_METRES } from './service-geometry.ts';
import type { WorldTexts } from './world-texts.ts';

/** A booth's name stands on the top rail of its glass. */
const ABOVE_BOOTH_METRES = 2.74;

interface SceneSignsProps {
  readonly desks: BoardState['desks'];
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
}

const UNSTAFFED = '#a9c6bd';

/** A desk that serves a ticket says which: there one is expected. */
function deskSign(label: string, staffed: BoardState['desks'][number] | undefined): string {
  return staffed?.ticketNumber ? `${label} · ${staffed.ticketNumber}` : label;
}

/** The brand's name, and the names of desks, booths and the self-service wall. */
export function SceneSigns({ plan, language, texts, desks }: SceneSignsProps) {
  const wall = featureWall(plan);
  const middleTerminal = plan.selfService[Math.floor(plan.selfService.length / 2)];
  return (
    <>
      {wall && (
        <Placed at={wall.at}>
          <SceneText
            position={[0, BRAND_SIGN.y, -BRAND_SIGN.z + 0.035]}
            fontSize={BRAND_SIGN.height}
            color="#f6ecd8"
            letterSpacing={0.01}
          >
            {plan.brand.name}
          </SceneText>
        </Placed>
      )}
      {plan.desks.map((desk) => (
        <Placed key={desk.id} at={desk.at}>
          {isInBooth(plan, desk) ? (
            <SceneText
              position={[0, ABOVE_BOOTH_METRES, boothFrontMetres(plan, desk)]}
              fontSize={0.17}
              color={plan.brand.primary}
            >
              {desk.label[language]}
            </SceneText>
          ) : (
            <SceneText
              position={[0, DESK_SIGN.y, -DESK_SIGN.z]}
              fontSize={0.17}
              color={desks.some(({ deskId }) => deskId === desk.id) ? '#ffffff' : UNSTAFFED}
            >
              {deskSign(
                desk.label[language],
                desks.find(({ deskId }) => deskId === desk.id),
              )}
            </SceneText>
          )}
        </Placed>
      ))}
      {middleTerminal && (
        <Placed at={middleTerminal.at}>
          <SceneText position={[0, SELF_SERVICE_SIGN_METRES, -0.24]} fontSize={0.15} color="#4a3423">
            {texts.sign.selfService}
          </SceneText>
        </Placed>
      )}
    </>
  );
}
