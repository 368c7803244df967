import { useState } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';
import type { Spot } from '../../shared/branch-parts.ts';
import { brandName, logoUrl } from '../ui/use-brand.ts';
import { BRAND_SIGN } from './fixtures.ts';
import { Placed } from './Placed.tsx';
import { SceneText } from './SceneText.tsx';
import { useLogoTexture } from './use-logo-texture.ts';

interface BrandSignProps {
  readonly plan: BranchPlan;
  readonly at: Spot;
  readonly language: 'en' | 'ru';
}

const LOGO_METRES = 0.52;
const GAP_METRES = 0.2;
/** The sign's board is 4.32 m wide; so much of it is for logo and name. */
const WIDTH_METRES = 4;

/** The bank's logo and name on the wall opposite the entrance, side by side in the middle of their board. */
export function BrandSign({ plan, at, language }: BrandSignProps) {
  const logo = useLogoTexture(logoUrl(plan));
  const [nameWidth, setNameWidth] = useState(0);
  const logoWidth = logo ? LOGO_METRES * Math.min(logo.aspect, 2.5) : 0;
  const besides = logo ? logoWidth + GAP_METRES : 0;
  // A long name is set smaller, on one line.
  const scale = nameWidth > 0 ? Math.min(1, (WIDTH_METRES - besides) / nameWidth) : 1;
  const left = -(besides + nameWidth * scale) / 2;
  return (
    <Placed at={at}>
      <group position={[0, BRAND_SIGN.y, -BRAND_SIGN.z + 0.035]}>
        {logo && nameWidth > 0 && (
          <mesh position={[left + logoWidth / 2, 0, 0]}>
            <planeGeometry args={[logoWidth, logoWidth / logo.aspect]} />
            <meshBasicMaterial map={logo.texture} transparent toneMapped={false} />
          </mesh>
        )}
        <SceneText
          position={[besides / 2, 0, 0]}
          scale={scale}
          fontSize={BRAND_SIGN.height}
          color="#f6ecd8"
          letterSpacing={0.01}
          whiteSpace="nowrap"
          onSync={({ textRenderInfo }) => {
            const [from = 0, , to = 0] = textRenderInfo?.blockBounds ?? [];
            setNameWidth(to - from);
          }}
        >
          {brandName(plan, language)}
        </SceneText>
      </group>
    </Placed>
  );
}
