import { useEffect, useState } from 'react';
import { CanvasTexture, LinearMipmapLinearFilter, SRGBColorSpace } from 'three';

export interface LogoTexture {
  readonly texture: CanvasTexture;
  /** Width to height. */
  readonly aspect: number;
}

/** An SVG is drawn this high: on the sign it is half a metre, seen from some metres away. */
const PIXELS_HIGH = 256;

/** A logo as a texture; null until it is there, and where it does not come: a name without a logo is a sign too. */
export function useLogoTexture(url: string | undefined): LogoTexture | null {
  const [logo, setLogo] = useState<LogoTexture | null>(null);
  useEffect(() => {
    if (!url) return;
    let made: CanvasTexture | null = null;
    let isGone = false;
    const image = new Image();
    image.src = url;
    image.decode().then(
      () => {
        if (isGone) return;
        const aspect = image.naturalWidth / image.naturalHeight;
        made = drawnOn(image, Math.round(PIXELS_HIGH * aspect));
        setLogo({ texture: made, aspect });
      },
      () => console.warn('the logo of the branch did not load'),
    );
    return () => {
      isGone = true;
      made?.dispose();
      setLogo(null);
    };
  }, [url]);
  return logo;
}

function drawnOn(image: HTMLImageElement, width: number): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = PIXELS_HIGH;
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, PIXELS_HIGH);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.anisotropy = 4;
  return texture;
}
