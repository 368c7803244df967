import { useEffect, useMemo, useState } from 'react';
import { CanvasTexture, SRGBColorSpace } from 'three';
import type { BranchPlan } from '../../../shared/branch.ts';
import { Placed } from '../Placed.tsx';
import { paintText, whenFontHas } from '../text-picture.ts';

interface AwayCardProps {
  readonly desk: BranchPlan['desks'][number];
  readonly brand: BranchPlan['brand'];
  readonly language: 'en' | 'ru';
}

const WORDS = { en: 'Back soon', ru: 'Скоро вернусь' };
const EM_METRES = 0.078;
const MARGIN_METRES = 0.045;
const DESK_TOP_METRES = 0.746;
const TILT_RADIANS = 0.22;

/** Stands on a desk whose consultant has stepped away, and faces who comes. */
export function AwayCard({ desk, brand, language }: AwayCardProps) {
  const words = WORDS[language];
  const [fonts, setFonts] = useState(0);
  useEffect(() => whenFontHas(words, () => setFonts((count) => count + 1)), [words]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: letters that have come are painted anew
  const card = useMemo(() => paintCard(words, brand), [words, brand, fonts]);
  useEffect(() => () => card.texture.dispose(), [card]);
  return (
    <Placed at={desk.at}>
      <mesh
        position={[0, DESK_TOP_METRES + (card.height / 2) * Math.cos(TILT_RADIANS), 0]}
        rotation-x={-TILT_RADIANS}
        name="away-card"
      >
        <boxGeometry args={[card.width, card.height, 0.004]} />
        <meshBasicMaterial map={card.texture} />
      </mesh>
    </Placed>
  );
}

/** Paper with a line of the brand's colour above the words. */
function paintCard(words: string, { primary }: BranchPlan['brand']) {
  const text = paintText(words, { fontSize: EM_METRES, color: primary });
  const pixels = text.canvas.width / text.width;
  const width = text.width + 2 * MARGIN_METRES;
  const height = text.height + 2 * MARGIN_METRES;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * pixels);
  canvas.height = Math.ceil(height * pixels);
  const brush = canvas.getContext('2d');
  if (brush) {
    brush.fillStyle = '#f3eee4';
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.fillStyle = primary;
    brush.fillRect(0, 0, canvas.width, 0.012 * pixels);
    brush.drawImage(text.canvas, MARGIN_METRES * pixels, MARGIN_METRES * pixels);
  }
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return { texture, width, height };
}
