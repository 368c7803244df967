import { CanvasTexture, RepeatWrapping, SRGBColorSpace, type Texture } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';

type Painter = (context: CanvasRenderingContext2D, width: number, height: number, random: () => number) => void;

/** A small generator with a fixed seed (mulberry32): a texture looks the same on every visit. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function paintTexture(width: number, height: number, painter: Painter): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2d canvas');
  painter(context, width, height, createRandom(width * 31 + height));
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}

function repeating(texture: CanvasTexture, metresAcross: number, metresAlong: number): Texture {
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.repeat.set(1 / metresAcross, 1 / metresAlong);
  return texture;
}

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

const SHADE_PIXELS_PER_METRE = 48;

/**
 * How much light reaches the floor, over the plan's bounds: soft contact shadows round the walls and under what stands
 * on the floor. In place of a shadow pass.
 */
export function floorShadeTexture({ bounds, obstacles, desks, interior }: BranchPlan): Texture {
  const width = Math.round((bounds.maxX - bounds.minX) * SHADE_PIXELS_PER_METRE);
  const height = Math.round((bounds.maxZ - bounds.minZ) * SHADE_PIXELS_PER_METRE);
  const texture = paintTexture(width, height, (context) => {
    context.fillStyle = '#ebebeb';
    context.fillRect(0, 0, width, height);
    const pixels = (metres: number) => metres * SHADE_PIXELS_PER_METRE;
    for (const { side, from, to } of interior.windows) {
      if (side === 'south') paintSunlight(context, pixels(from - bounds.minX), pixels(to - bounds.minX), height);
    }
    const blurred = (metres: number, darkness: number, draw: (dx: number) => void) => {
      // Only the shadow falls on the canvas: what casts it is drawn a canvas away.
      context.shadowColor = `rgba(0,0,0,${darkness})`;
      context.shadowBlur = pixels(metres);
      context.shadowOffsetX = width * 2;
      context.fillStyle = '#000';
      draw(-width * 2);
    };
    const rectangle = (minX: number, minZ: number, maxX: number, maxZ: number) => (dx: number) =>
      context.fillRect(
        pixels(minX - bounds.minX) + dx,
        pixels(minZ - bounds.minZ),
        pixels(maxX - minX),
        pixels(maxZ - minZ),
      );
    for (const { minX, minZ, maxX, maxZ } of obstacles) {
      blurred(0.3, 0.42, rectangle(minX, minZ, maxX, maxZ));
      blurred(1.1, 0.2, rectangle(minX, minZ, maxX, maxZ));
    }
    for (const desk of desks) {
      for (const { x, z } of [desk.customerSeat, desk.consultantSeat]) {
        blurred(0.35, 0.4, rectangle(x - 0.2, z - 0.2, x + 0.2, z + 0.2));
      }
    }
    const edge = 0.4;
    const { minX, minZ, maxX, maxZ } = bounds;
    for (const [x0, z0, x1, z1] of [
      [minX - edge, minZ - edge, maxX + edge, minZ],
      [minX - edge, maxZ, maxX + edge, maxZ + edge],
      [minX - edge, minZ - edge, minX, maxZ + edge],
      [maxX, minZ - edge, maxX + edge, maxZ + edge],
    ] as const) {
      blurred(1.2, 0.42, rectangle(x0, z0, x1, z1));
    }
  });
  texture.channel = 1;
  texture.flipY = false;
  return texture;
}

/** What the sun throws on the floor through a south window, pane by pane; the wall is at the lower edge. */
function paintSunlight(context: CanvasRenderingContext2D, from: number, to: number, wall: number): void {
  const metre = SHADE_PIXELS_PER_METRE;
  const panes = Math.max(1, Math.round((to - from) / metre / 1.7));
  const pane = (to - from) / panes;
  context.save();
  context.shadowColor = 'rgba(255,255,255,0.9)';
  context.shadowBlur = metre * 0.22;
  context.shadowOffsetX = wall * 4;
  for (let index = 0; index < panes; index++) {
    const left = from + index * pane + 4 - wall * 4;
    const right = left + pane - 8;
    context.beginPath();
    context.moveTo(left + 0.3 * metre, wall - 0.5 * metre);
    context.lineTo(right + 0.3 * metre, wall - 0.5 * metre);
    context.lineTo(right + 1.9 * metre, wall - 3.4 * metre);
    context.lineTo(left + 1.9 * metre, wall - 3.4 * metre);
    context.fill();
  }
  context.restore();
}

/** A quiet morning over a city, right round: the far side of the windows. */
export function skylineTexture(): Texture {
  return paintTexture(2048, 512, (context, width, height, random) => {
    const sky = context.createLinearGradient(0, 0, 0, height);
    sky.addColorStop(0, '#9fc3dc');
    sky.addColorStop(0.45, '#cfe0e6');
    sky.addColorStop(0.66, '#f3e8d8');
    sky.addColorStop(1, '#e9dccb');
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    for (let cloud = 0; cloud < 46; cloud++) {
      const x = random() * width;
      const y = height * (0.12 + random() * 0.4);
      const radius = 40 + random() * 120;
      const puff = context.createRadialGradient(0, 0, 0, 0, 0, radius);
      puff.addColorStop(0, `rgba(255,252,246,${0.1 + random() * 0.18})`);
      puff.addColorStop(1, 'rgba(255,252,246,0)');
      context.save();
      context.translate(x, y);
      context.scale(2.6, 0.42);
      context.fillStyle = puff;
      context.fillRect(-radius, -radius, radius * 2, radius * 2);
      context.restore();
    }
    const layers = [
      { colour: '#c9d2d4', base: 0.7, rise: 0.17, wide: 46 },
      { colour: '#aebdc1', base: 0.73, rise: 0.12, wide: 60 },
      { colour: '#8fa5a6', base: 0.77, rise: 0.08, wide: 84 },
    ];
    for (const { colour, base, rise, wide } of layers) {
      context.fillStyle = colour;
      for (let x = 0; x < width; ) {
        const across = wide * (0.35 + random() * 0.8);
        const top = height * (base - rise * (0.25 + random() ** 2));
        context.fillRect(x, top, across - (random() > 0.6 ? 4 : 0), height - top);
        if (random() > 0.86) context.fillRect(x + across / 2, top - 18, 2, 18);
        x += across;
      }
    }
    // Trees along the embankment, then the haze that everything stands in.
    for (let x = 0; x < width; x += 9) {
      context.fillStyle = random() > 0.5 ? '#71897a' : '#7f9685';
      context.beginPath();
      context.arc(x, height * 0.79, 9 + random() * 9, 0, Math.PI * 2);
      context.fill();
    }
    const haze = context.createLinearGradient(0, height * 0.55, 0, height * 0.86);
    haze.addColorStop(0, 'rgba(243,236,224,0.1)');
    haze.addColorStop(1, 'rgba(236,228,214,0.45)');
    context.fillStyle = haze;
    context.fillRect(0, height * 0.5, width, height * 0.5);
  });
}
