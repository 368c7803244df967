import { CanvasTexture, RepeatWrapping, SRGBColorSpace, type Texture } from 'three';

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

/** A texture that is painted when the scene is built: nothing to fetch. */
export function paintTexture(width: number, height: number, painter: Painter): CanvasTexture {
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

/** One tile of `texture` covers this many metres. */
export function repeating(texture: CanvasTexture, metresAcross: number, metresAlong: number): Texture {
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.repeat.set(1 / metresAcross, 1 / metresAlong);
  return texture;
}
