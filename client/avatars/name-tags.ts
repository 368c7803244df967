import {
  CanvasTexture,
  CustomBlending,
  DynamicDrawUsage,
  InstancedMesh,
  type Matrix4,
  MeshBasicMaterial,
  OneFactor,
  PlaneGeometry,
  SRGBColorSpace,
  ZeroFactor,
} from 'three';
import type { Vector } from '../../shared/pose.ts';

/** What stands over people's heads: one draw call and one texture for everyone. */
export interface NameTags {
  readonly mesh: InstancedMesh;
  /** Lines that stand over whoever has this place; anew where letters have come since. */
  write(place: number, lines: string): void;
  /** Puts a tag over a head, turned to the eye. `inVr`: what faces the eyes looks straight there, not what faces the picture. */
  put(place: number, head: Vector, eye: Matrix4, inVr: boolean): void;
  hide(place: number): void;
  /** Hands what was put to the GPU. */
  commit(): void;
  dispose(): void;
}

const COLUMNS = 4;
const CELL = { width: 384, height: 88 };
const EM_PIXELS = 30;
const LINE_EMS = 1.25;
const OUTLINE_PIXELS = 6;
const FONT = `550 ${EM_PIXELS}px "Onest Variable", system-ui, sans-serif`;
const INK = '#1f2a28';
const OUTLINE = '#fbf8f2';

/** Height of the em where a tag is of its full size. */
const EM_METRES = 0.075;
const WIDTH_METRES = (CELL.width / EM_PIXELS) * EM_METRES;
const HEIGHT_METRES = (CELL.height / EM_PIXELS) * EM_METRES;
const ABOVE_EYES_METRES = 0.27;
/** A tag grows with its distance, so that it is read from across the hall and does not hide the one next to you. */
const FULL_SIZE_METRES = 3.5;
const SMALLEST_SCALE = 0.5;
const LARGEST_SCALE = 1.7;

export function createNameTags(capacity: number): NameTags {
  const rows = Math.ceil(capacity / COLUMNS);
  const canvas = document.createElement('canvas');
  canvas.width = COLUMNS * CELL.width;
  canvas.height = rows * CELL.height;
  const brush = canvas.getContext('2d') as CanvasRenderingContext2D;
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 2;
  const geometry = new PlaneGeometry(WIDTH_METRES, HEIGHT_METRES).translate(0, HEIGHT_METRES / 2, 0);
  const material = createMaterial(texture, rows);
  const mesh = new InstancedMesh(geometry, material, capacity);
  mesh.name = 'name tags';
  mesh.instanceMatrix.setUsage(DynamicDrawUsage);
  mesh.frustumCulled = false;
  // After what is solid: where nothing was drawn yet there is no alpha to leave alone, and the page would shine through the letters.
  mesh.renderOrder = 1;
  const numbers = mesh.instanceMatrix.array;
  numbers.fill(0);
  const written = new Array<string>(capacity).fill('');

  const paint = (place: number) => {
    const x = (place % COLUMNS) * CELL.width;
    const y = Math.floor(place / COLUMNS) * CELL.height;
    paintTag(brush, written[place] ?? '', x, y);
    texture.needsUpdate = true;
  };
  return {
    mesh,
    write(place, lines) {
      if (written[place] === lines) return;
      written[place] = lines;
      paint(place);
      if (!document.fonts.check(FONT, lines))
        void document.fonts.load(FONT, lines).then(
          () => paint(place),
          () => {},
        );
    },
    put(place, { x, y, z }, { elements: eye }, inVr) {
      const towardsX = (eye[12] as number) - x;
      const towardsZ = (eye[14] as number) - z;
      const metres = Math.sqrt(towardsX * towardsX + towardsZ * towardsZ);
      const scale = Math.min(Math.max(metres / FULL_SIZE_METRES, SMALLEST_SCALE), LARGEST_SCALE);
      const yaw = inVr ? Math.atan2(towardsX, towardsZ) : Math.atan2(eye[8] as number, eye[10] as number);
      const at = place * 16;
      numbers[at] = scale * Math.cos(yaw);
      numbers[at + 2] = -scale * Math.sin(yaw);
      numbers[at + 5] = scale;
      numbers[at + 8] = scale * Math.sin(yaw);
      numbers[at + 10] = scale * Math.cos(yaw);
      numbers[at + 12] = x;
      numbers[at + 13] = y + ABOVE_EYES_METRES;
      numbers[at + 14] = z;
      numbers[at + 15] = 1;
    },
    hide(place) {
      for (let index = 0; index < 15; index++) numbers[place * 16 + index] = 0;
    },
    commit() {
      mesh.instanceMatrix.needsUpdate = true;
    },
    dispose() {
      texture.dispose();
      geometry.dispose();
      material.dispose();
      mesh.dispose();
    },
  };
}

/** Lines at the lower edge of a cell, narrowed where they would leave it. */
function paintTag(brush: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  brush.clearRect(x, y, CELL.width, CELL.height);
  brush.font = FONT;
  brush.textAlign = 'center';
  brush.textBaseline = 'middle';
  brush.lineJoin = 'round';
  brush.lineWidth = OUTLINE_PIXELS;
  brush.strokeStyle = OUTLINE;
  brush.fillStyle = INK;
  const lines = text.split('\n');
  const widest = CELL.width - 2 * OUTLINE_PIXELS;
  for (const [index, line] of lines.entries()) {
    const middle = y + CELL.height - OUTLINE_PIXELS - (lines.length - index - 0.5) * LINE_EMS * EM_PIXELS;
    brush.strokeText(line, x + CELL.width / 2, middle, widest);
    brush.fillText(line, x + CELL.width / 2, middle, widest);
  }
}

/** Each instance shows its own cell. Edges are made by the samples of a pixel: then nobody's tag has to be drawn before another's. */
function createMaterial(texture: CanvasTexture, rows: number): MeshBasicMaterial {
  const material = new MeshBasicMaterial({
    map: texture,
    alphaTest: 0.4,
    alphaToCoverage: true,
    // What covers part of a pixel would be written as its alpha, and over a camera's picture that is a hole: alpha stays as it was.
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: ZeroFactor,
    blendSrcAlpha: ZeroFactor,
    blendDstAlpha: OneFactor,
  });
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = shader.vertexShader.replace(
      '#include <uv_vertex>',
      /* glsl */ `#include <uv_vertex>
        vec2 tagCell = vec2( gl_InstanceID % ${COLUMNS}, ${rows - 1} - gl_InstanceID / ${COLUMNS} );
        vMapUv = ( vMapUv + tagCell ) / vec2( ${COLUMNS}.0, ${rows}.0 );`,
    );
  };
  material.customProgramCacheKey = () => 'atrium-name-tags';
  return material;
}
