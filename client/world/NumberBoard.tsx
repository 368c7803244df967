import type { BranchPlan } from '../../shared/branch.ts';
import { BOARD_SIZE } from './fixtures.ts';
import { Placed } from './Placed.tsx';
import { SceneText } from './SceneText.tsx';
import type { WorldTexts } from './world-texts.ts';

/** What the board shows: staffed desks with the ticket each serves (empty while free), and how many tickets wait. */
export interface BoardState {
  readonly desks: readonly { readonly deskId: string; readonly ticketNumber: string }[];
  readonly waiting: number;
}

interface NumberBoardProps {
  readonly board: BranchPlan['boards'][number];
  readonly plan: BranchPlan;
  readonly language: 'en' | 'ru';
  readonly texts: WorldTexts;
  readonly state: BoardState;
}

const ROWS = 3;
const COLUMN_METRES = 1.62;

/** Two columns of three desks, those that serve someone first: a board is read from across the hall, so few lines. */
export function NumberBoard({ board, plan, language, texts, state }: NumberBoardProps) {
  const { height, width, depth } = BOARD_SIZE;
  const top = board.heightMetres + height / 2;
  const left = -width / 2 + 0.14;
  const rows = boardRows(plan, language, texts, state);
  const column = (index: number) => rows.slice(index * ROWS, (index + 1) * ROWS);
  return (
    <Placed at={board.at}>
      <group position={[0, top, depth / 2 + 0.012]}>
        <SceneText position={[left, -0.14, 0]} anchorX="left" fontSize={0.115} color={plan.brand.accent}>
          {texts.nowServing}
        </SceneText>
        <SceneText position={[-left, -0.14, 0]} anchorX="right" fontSize={0.115} color="#d8e4df">
          {texts.waiting(state.waiting)}
        </SceneText>
        {rows.length === 0 && (
          <SceneText position={[0, -0.58, 0]} fontSize={0.15} color="#f4efe6">
            {texts.noDesks}
          </SceneText>
        )}
        {[0, 1].map((index) => (
          <group key={index} position={[left + index * (COLUMN_METRES + 0.06), -0.31, 0]}>
            <Lines anchorX="left" x={0} colour="#cfdcd6" lines={column(index).map((row) => row.desk)} />
            <Lines
              anchorX="right"
              x={COLUMN_METRES - 0.1}
              colour="#ffffff"
              lines={column(index).map((row) => row.number)}
            />
          </group>
        ))}
      </group>
    </Placed>
  );
}

function Lines({
  lines,
  x,
  anchorX,
  colour,
}: {
  lines: string[];
  x: number;
  anchorX: 'left' | 'right';
  colour: string;
}) {
  if (lines.length === 0) return null;
  return (
    <SceneText
      position={[x, 0, 0]}
      anchorX={anchorX}
      anchorY="top"
      textAlign={anchorX}
      fontSize={0.14}
      lineHeight={1.45}
      color={colour}
    >
      {lines.join('\n')}
    </SceneText>
  );
}

function boardRows(plan: BranchPlan, language: 'en' | 'ru', texts: WorldTexts, { desks }: BoardState) {
  return plan.desks
    .flatMap((desk) => {
      const staffed = desks.find(({ deskId }) => deskId === desk.id);
      return staffed ? [{ desk: desk.label[language], ticket: staffed.ticketNumber }] : [];
    })
    .sort((a, b) => Number(b.ticket !== '') - Number(a.ticket !== ''))
    .slice(0, 2 * ROWS)
    .map(({ desk, ticket }) => ({ desk, number: ticket || texts.freeDesk }));
}
