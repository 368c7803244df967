import encodeQR from 'qr';
import { DataTexture, NearestFilter, RGBAFormat, SRGBColorSpace, UnsignedByteType } from 'three';

/** Empty modules around the code that a reader needs (ISO/IEC 18004). */
const QUIET_MODULES = 4;

/** One pixel for each module, RGBA, from the bottom row up as a texture wants it. */
export function qrPixels(text: string): { readonly size: number; readonly data: Uint8Array } {
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET_MODULES });
  const size = modules.length;
  const data = new Uint8Array(size * size * 4).fill(255);
  for (const [row, line] of modules.entries())
    for (const [column, isDark] of line.entries())
      if (isDark) data.fill(0, ((size - 1 - row) * size + column) * 4, ((size - 1 - row) * size + column) * 4 + 3);
  return { size, data };
}

/** A QR code as a texture with hard edges: one mesh to draw, whatever it says. */
export function createQrTexture(text: string): DataTexture {
  const { size, data } = qrPixels(text);
  const texture = new DataTexture(data as Uint8Array<ArrayBuffer>, size, size, RGBAFormat, UnsignedByteType);
  texture.magFilter = NearestFilter;
  texture.minFilter = NearestFilter;
  texture.colorSpace = SRGBColorSpace;
  texture.needsUpdate = true;
  return texture;
}
