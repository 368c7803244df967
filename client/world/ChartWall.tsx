import { useEffect, useMemo } from 'react';
import { CanvasTexture, SRGBColorSpace } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import { useBranch } from '../net/branch-store.ts';
import { type ChartRow, createHistory, drawCharts, PIXELS_PER_METRE } from './chart-picture.ts';
import { Placed } from './Placed.tsx';
import type { WorldTexts } from './world-texts.ts';

type Display = NonNullable<BranchPlan['displays']>[number];

interface ChartWallProps {
  readonly display: Display;
  readonly brand: BranchPlan['brand'];
  readonly texts: WorldTexts;
}

/** How often a reading is taken; a wall that twitches is not read. */
const READING_MS = 5000;
/** In front of the body that the model has. */
const OFFSET_METRES = 0.052;

/** How the branch is doing: what the room itself knows, since one came in. No money is shown in the open. */
export function ChartWall({ display, brand, texts }: ChartWallProps) {
  const { widthMetres, heightMetres } = display;
  const { canvas, texture } = useMemo(() => {
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(widthMetres * PIXELS_PER_METRE);
    canvas.height = Math.round(heightMetres * PIXELS_PER_METRE);
    const texture = new CanvasTexture(canvas);
    texture.colorSpace = SRGBColorSpace;
    texture.anisotropy = 4;
    return { canvas, texture };
  }, [widthMetres, heightMetres]);
  useEffect(() => () => texture.dispose(), [texture]);
  const history = useMemo(() => createHistory(), []);
  useEffect(() => {
    const draw = () => {
      const view = useBranch.getState();
      history.take({ waiting: view.waiting, people: view.people.size, desks: view.desks.length }, Date.now());
      const rows: ChartRow[] = [
        { label: texts.charts.waiting, values: history.series('waiting') },
        { label: texts.charts.people, values: history.series('people') },
        { label: texts.charts.desks, values: history.series('desks') },
      ];
      drawCharts(canvas, {
        title: texts.charts.title,
        span: texts.charts.span(history.minutes(Date.now())),
        accent: brand.accent,
        rows,
      });
      texture.needsUpdate = true;
    };
    draw();
    const timer = setInterval(draw, READING_MS);
    return () => clearInterval(timer);
  }, [canvas, texture, history, texts, brand.accent]);
  return (
    <Placed at={display.at}>
      <mesh position={[0, display.middleMetres, OFFSET_METRES]}>
        <planeGeometry args={[widthMetres, heightMetres]} />
        <meshBasicMaterial map={texture} toneMapped={false} />
      </mesh>
    </Placed>
  );
}
