import { useEffect, useState } from 'react';
import type { CanvasTexture } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import type { Spot } from '../../shared/branch-parts.ts';
import { brandName, logoUrl } from '../ui/use-brand.ts';
import { BRAND_PICTURE_METRES, paintBrand } from './brand-picture.ts';
import { BRAND_SIGN } from './fixtures.ts';
import { Placed } from './Placed.tsx';

interface BrandSignProps {
  readonly plan: BranchPlan;
  readonly at: Spot;
  readonly language: 'en' | 'ru';
}

/** The bank's logo and name on the wall opposite the entrance; the board behind them is part of the static branch. */
export function BrandSign({ plan, at, language }: BrandSignProps) {
  const picture = useBrandPicture(brandName(plan, language), logoUrl(plan));
  if (!picture) return null;
  return (
    <Placed at={at}>
      <mesh position={[0, BRAND_SIGN.y, -BRAND_SIGN.z + 0.035]}>
        <planeGeometry args={[BRAND_PICTURE_METRES.width, BRAND_PICTURE_METRES.height]} />
        <meshBasicMaterial map={picture} transparent depthWrite={false} toneMapped={false} />
      </mesh>
    </Placed>
  );
}

function useBrandPicture(name: string, logo: string | undefined): CanvasTexture | null {
  const [picture, setPicture] = useState<CanvasTexture | null>(null);
  useEffect(() => {
    let isGone = false;
    let made: CanvasTexture | undefined;
    void paintBrand(name, logo).then((texture) => {
      made = texture;
      if (isGone) texture.dispose();
      else setPicture(texture);
    });
    return () => {
      isGone = true;
      made?.dispose();
    };
  }, [name, logo]);
  return picture;
}
