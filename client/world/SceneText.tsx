import { useEffect, useMemo, useState } from 'react';
import { CanvasTexture, SRGBColorSpace } from 'three';
import { paintText, type TextStyle, whenFontHas } from './text-picture.ts';

interface SceneTextProps extends TextStyle {
  readonly children: string;
  /** Where the text's middle is, or the edge that the anchors name. */
  readonly position?: readonly [number, number, number];
  readonly anchorX?: 'left' | 'center' | 'right';
  readonly anchorY?: 'top' | 'middle';
  /** Drawn over everything, at this place in the order of what is. */
  readonly overAll?: number;
}

/** A text in the scene, in a font of our own: a picture of it, made anew only when its words change. */
export function SceneText({ children, position, anchorX, anchorY, overAll, ...style }: SceneTextProps) {
  const { fontSize, color, maxWidth, textAlign, lineHeight, letterSpacing, plate } = style;
  const [fonts, setFonts] = useState(0);
  useEffect(() => whenFontHas(children, () => setFonts((count) => count + 1)), [children]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: letters that have come are painted anew
  const { texture, width, height } = useMemo(() => {
    const { canvas, ...size } = paintText(children, {
      fontSize,
      color,
      maxWidth,
      textAlign: textAlign ?? anchorX,
      lineHeight,
      letterSpacing,
      plate,
    });
    const texture = new CanvasTexture(canvas);
    texture.colorSpace = SRGBColorSpace;
    texture.anisotropy = 4;
    return { texture, ...size };
  }, [children, fontSize, color, maxWidth, textAlign, anchorX, lineHeight, letterSpacing, plate, fonts]);
  useEffect(() => () => texture.dispose(), [texture]);
  const [x, y, z] = position ?? [0, 0, 0];
  const right = anchorX === 'left' ? width / 2 : anchorX === 'right' ? -width / 2 : 0;
  const down = anchorY === 'top' ? height / 2 : 0;
  return (
    <mesh position={[x + right, y - down, z]} renderOrder={overAll ?? 0}>
      <planeGeometry args={[width, height]} />
      <meshBasicMaterial map={texture} transparent depthWrite={false} depthTest={overAll === undefined} />
    </mesh>
  );
}
