import type { BranchPlan } from '../../shared/branch.ts';
import { BrandSign } from './BrandSign.tsx';
import { ABOVE_BOOTH_METRES, DESK_SIGN, SELF_SERVICE_SIGN_METRES } from './fixtures.ts';
import type { BoardState } from './NumberBoard.tsx';
import { Placed } from './Placed.tsx';
import { boothFrontMetres, brandWall, isInBooth } from './plan-places.ts';
import { SceneText } from './SceneText.tsx';
import type { WorldTexts } from './world-texts.ts';

interface SceneSignsProps {
  readonly desks: BoardState['desks'];
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
}

const UNSTAFFED = '#c4dad1';

/** A desk that serves a ticket says which: there one is expected. */
function deskSign(label: string, staffed: BoardState['desks'][number] | undefined): string {
  return staffed?.ticketNumber ? `${label} · ${staffed.ticketNumber}` : label;
}

/** The brand's name, and the names of desks, booths and the self-service wall. */
export function SceneSigns({ plan, language, texts, desks }: SceneSignsProps) {
  const wall = brandWall(plan);
  const middleTerminal = plan.selfService[Math.floor(plan.selfService.length / 2)];
  return (
    <>
      {wall && <BrandSign plan={plan} at={wall} language={language} />}
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
          <SceneText
            position={[0, SELF_SERVICE_SIGN_METRES, -0.24]}
            fontSize={0.15}
            color="#ffffff"
            plate={plan.brand.primary}
          >
            {plan.signs?.selfService?.[language] ?? texts.sign.selfService}
          </SceneText>
        </Placed>
      )}
    </>
  );
}
