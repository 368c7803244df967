import type { Texture } from 'three';
import { paintTexture, repeating } from './paint-texture.ts';

/** Oak, near white so that the colour of a piece tints it; one tile is 0.8 × 1.6 m, the grain along v. */
export function oakTexture(): Texture {
  return repeating(
    paintTexture(512, 1024, (context, width, height, random) => {
      context.fillStyle = '#f4ece0';
      context.fillRect(0, 0, width, height);
      for (let streak = 0; streak < 900; streak++) {
        const x = random() * width;
        const light = random() > 0.55;
        context.fillStyle = light ? `rgba(255,250,240,${random() * 0.16})` : `rgba(120,84,48,${random() * 0.13})`;
        const y = random() * height;
        const length = (0.15 + random() * 0.85) * height;
        // Drawn twice, a tile apart, so that the tile repeats without a seam.
        for (const wrapped of [y, y - height]) context.fillRect(x, wrapped, 0.6 + random() * 2.2, length);
      }
    }),
    0.8,
    1.6,
  );
}

/** Pale limestone in slabs of 1.2 m with fine joints; one tile is two slabs by two. */
export function stoneTexture(): Texture {
  return repeating(
    paintTexture(1024, 1024, (context, width, height, random) => {
      const slab = width / 2;
      for (const [x, y, tone] of [
        [0, 0, '#ded8cd'],
        [slab, 0, '#dad3c7'],
        [0, slab, '#d8d2c7'],
        [slab, slab, '#dfd9cf'],
      ] as const) {
        context.fillStyle = tone;
        context.fillRect(x, y, slab, slab);
      }
      for (let speck = 0; speck < 5200; speck++) {
        const size = 0.5 + random() * 2.1;
        context.fillStyle =
          random() > 0.5 ? `rgba(255,253,248,${random() * 0.5})` : `rgba(128,116,98,${random() * 0.2})`;
        context.fillRect(random() * width, random() * height, size, size * (0.5 + random()));
      }
      context.fillStyle = 'rgba(120,108,90,0.5)';
      for (const line of [0, slab]) {
        context.fillRect(line, 0, 2, height);
        context.fillRect(0, line, width, 2);
      }
    }),
    2.4,
    2.4,
  );
}
