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
  /**
   * Name and role that stand over whoever has this place; anew where letters have come since. Shown to who is nearer than
   * `reachMetres`: in a full hall everyone's names would hide everyone.
   */
  write(place: number, lines: string, reachMetres: number): void;
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
/** The first line is a name, what follows says who they are. */
const LINES = [
  { pixels: 38, font: `600 ${EM_PIXELS}px "Onest Variable", system-ui, sans-serif`, ink: '#1f2a28' },
  { pixels: 28, font: '550 22px "Onest Variable", system-ui, sans-serif', ink: '#53625e' },
] as const;
const PLATE = { colour: '#fbf8f2', padding: { x: 18, y: 7 }, radius: 16 };

/** Height of the em where a tag is of its full size. */
const EM_METRES = 0.075;
const WIDTH_METRES = (CELL.width / EM_PIXELS) * EM_METRES;
const HEIGHT_METRES = (CELL.height / EM_PIXELS) * EM_METRES;
const ABOVE_EYES_METRES = 0.27;
/** A tag grows with its distance, so that it is read from across the hall and does not hide the one next to you. */
const FULL_SIZE_METRES = 3.5;
const SMALLEST_SCALE = 0.5;
const LARGEST_SCALE = 1.5;
/** Over so much of the way it shrinks to nothing. */
const FADES_METRES = 0.8;

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
  const reaches = new Float32Array(capacity);

  const paint = (place: number) => {
    const x = (place % COLUMNS) * CELL.width;
    const y = Math.floor(place / COLUMNS) * CELL.height;
    paintTag(brush, written[place] ?? '', x, y);
    texture.needsUpdate = true;
  };
  return {
    mesh,
    write(place, lines, reachMetres) {
      reaches[place] = reachMetres;
      if (written[place] === lines) return;
      written[place] = lines;
      paint(place);
      const [{ font }] = LINES;
      if (!document.fonts.check(font, lines))
        void document.fonts.load(font, lines).then(
          () => paint(place),
          () => {},
        );
    },
    put(place, { x, y, z }, { elements: eye }, inVr) {
      const towardsX = (eye[12] as number) - x;
      const towardsZ = (eye[14] as number) - z;
      const metres = Math.sqrt(towardsX * towardsX + towardsZ * towardsZ);
      const grown = Math.min(Math.max(metres / FULL_SIZE_METRES, SMALLEST_SCALE), LARGEST_SCALE);
      const scale = grown * Math.min(Math.max(((reaches[place] as number) - metres) / FADES_METRES, 0), 1);
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

/** A plate as wide as its lines, at the lower edge of a cell; lines are narrowed where they would leave it. */
function paintTag(brush: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  brush.clearRect(x, y, CELL.width, CELL.height);
  if (text === '') return;
  brush.textAlign = 'center';
  brush.textBaseline = 'middle';
  const { padding, radius, colour } = PLATE;
  const lines = text.split('\n').map((line, index) => ({ line, ...LINES[index === 0 ? 0 : 1] }));
  const widest = CELL.width - 2 * padding.x;
  let width = 0;
  let height = 2 * padding.y;
  for (const { line, font, pixels } of lines) {
    brush.font = font;
    width = Math.max(width, Math.min(brush.measureText(line).width, widest));
    height += pixels;
  }
  const left = x + (CELL.width - width) / 2 - padding.x;
  brush.fillStyle = colour;
  brush.beginPath();
  brush.roundRect(left, y + CELL.height - height, width + 2 * padding.x, height, radius);
  brush.fill();
  let top = y + CELL.height - height + padding.y;
  for (const { line, font, pixels, ink } of lines) {
    brush.font = font;
    brush.fillStyle = ink;
    brush.fillText(line, x + CELL.width / 2, top + pixels / 2, widest);
    top += pixels;
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
