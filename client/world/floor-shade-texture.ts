import type { Texture } from 'three';
import type { BranchPlan } from '../../shared/branch.ts';
import { paintTexture } from './paint-texture.ts';

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
