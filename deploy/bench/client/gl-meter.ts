/** What the page keeps on the GPU, as WebGL was told: counted below three.js, so that nothing it forgets is forgotten here. */
export interface GlMeter {
  /** Of all textures that are there, with their mipmaps; not what the canvas or the headset's layer is drawn on. */
  textureBytes(): number;
}

declare global {
  interface Window {
    glMeter?: GlMeter;
  }
}

/** Runs in the page, before its own scripts; so nothing outside of it can be named here. */
export function installGlMeter(): void {
  const context = WebGL2RenderingContext.prototype;
  const levels = new Map<WebGLTexture, Map<string, number>>();

  /** Bytes of a texel; throws at a form that is not known, so that none is counted as nothing. */
  function texelBytes(gl: WebGL2RenderingContext, format: number, type?: number): number {
    const perChannel = type === gl.FLOAT ? 4 : type === gl.HALF_FLOAT ? 2 : 1;
    const sizes: Readonly<Record<number, number>> = {
      [gl.R8]: 1,
      [gl.RG8]: 2,
      [gl.RGB8]: 4,
      [gl.RGBA8]: 4,
      [gl.SRGB8_ALPHA8]: 4,
      [gl.R16F]: 2,
      [gl.RG16F]: 4,
      [gl.R11F_G11F_B10F]: 4,
      [gl.RGBA16F]: 8,
      [gl.R32F]: 4,
      [gl.R32UI]: 4,
      [gl.RG32F]: 8,
      [gl.RGBA32F]: 16,
      [gl.DEPTH_COMPONENT16]: 2,
      [gl.DEPTH_COMPONENT24]: 4,
      [gl.DEPTH_COMPONENT32F]: 4,
      [gl.DEPTH24_STENCIL8]: 4,
      [gl.RGBA]: 4 * perChannel,
      [gl.RGB]: 4 * perChannel,
      [gl.RED]: perChannel,
      [gl.LUMINANCE]: perChannel,
      [gl.ALPHA]: perChannel,
    };
    const bytes = sizes[format];
    if (bytes === undefined) throw new Error(`a texture of format 0x${format.toString(16)} is not counted`);
    return bytes;
  }
  const bound = (gl: WebGL2RenderingContext, target: number): Map<string, number> => {
    const binding =
      target === gl.TEXTURE_2D
        ? gl.TEXTURE_BINDING_2D
        : target === gl.TEXTURE_2D_ARRAY
          ? gl.TEXTURE_BINDING_2D_ARRAY
          : target === gl.TEXTURE_3D
            ? gl.TEXTURE_BINDING_3D
            : gl.TEXTURE_BINDING_CUBE_MAP;
    const texture = gl.getParameter(binding) as WebGLTexture;
    const known = levels.get(texture) ?? new Map<string, number>();
    levels.set(texture, known);
    return known;
  };
  const half = (size: number, level: number) => Math.max(1, size >> level);

  const { texStorage2D, texStorage3D, texImage2D, texImage3D, compressedTexImage2D, generateMipmap, deleteTexture } =
    context;
  context.texStorage2D = function (target, count, format, width, height) {
    const faces = target === this.TEXTURE_CUBE_MAP ? 6 : 1;
    let bytes = 0;
    for (let level = 0; level < count; level++)
      bytes += half(width, level) * half(height, level) * texelBytes(this, format) * faces;
    bound(this, target).set('storage', bytes);
    texStorage2D.call(this, target, count, format, width, height);
  };
  context.texStorage3D = function (target, count, format, width, height, depth) {
    let bytes = 0;
    for (let level = 0; level < count; level++)
      bytes += half(width, level) * half(height, level) * depth * texelBytes(this, format);
    bound(this, target).set('storage', bytes);
    texStorage3D.call(this, target, count, format, width, height, depth);
  };
  context.texImage2D = function (this: WebGL2RenderingContext, ...given: unknown[]) {
    const [target, level, format] = given as [number, number, number];
    // Six arguments: the last is a picture; nine or more: width, height, border, format and type are named.
    const picture = given[5] as { width: number; height: number };
    const [width, height] =
      given.length === 6 ? [picture.width, picture.height] : (given.slice(3, 5) as [number, number]);
    const type = (given.length === 6 ? given[4] : given[7]) as number;
    bound(this, target).set(`${target} ${level}`, width * height * texelBytes(this, format, type));
    (texImage2D as (...all: unknown[]) => void).apply(this, given);
  } as typeof texImage2D;
  context.texImage3D = function (this: WebGL2RenderingContext, ...given: unknown[]) {
    const [target, level, format, width, height, depth] = given as number[];
    bound(this, target as number).set(
      `${target} ${level}`,
      (width as number) *
        (height as number) *
        (depth as number) *
        texelBytes(this, format as number, given[8] as number),
    );
    (texImage3D as (...all: unknown[]) => void).apply(this, given);
  } as typeof texImage3D;
  context.compressedTexImage2D = function (this: WebGL2RenderingContext, ...given: unknown[]) {
    const [target, level] = given as [number, number];
    bound(this, target).set(`${target} ${level}`, (given[6] as ArrayBufferView).byteLength);
    (compressedTexImage2D as (...all: unknown[]) => void).apply(this, given);
  } as typeof compressedTexImage2D;
  context.generateMipmap = function (target) {
    const known = bound(this, target);
    // What was stored with all its levels has them; of another, each is a quarter of the one before.
    if (!known.has('storage')) {
      let largest = 0;
      for (const [level, bytes] of known) if (level !== 'mipmaps') largest += bytes;
      known.set('mipmaps', largest / 3);
    }
    generateMipmap.call(this, target);
  };
  context.deleteTexture = function (texture) {
    if (texture) levels.delete(texture);
    deleteTexture.call(this, texture);
  };
  window.glMeter = {
    textureBytes: () =>
      [...levels.values()].reduce((sum, known) => sum + [...known.values()].reduce((a, b) => a + b, 0), 0),
  };
}
