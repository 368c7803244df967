/** Pixels that a picture has by its header, so that none is decoded that would take all memory; null where it says none. */
export function pixelsOf(type: 'png' | 'jpeg' | 'webp', bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = { png: pngSize, jpeg: jpegSize, webp: webpSize }[type](view);
    return size && size[0] > 0 && size[1] > 0 ? size[0] * size[1] : null;
  } catch {
    // It ends before its header does.
    return null;
  }
}

type Size = readonly [width: number, height: number];

function pngSize(view: DataView): Size | null {
  return tag(view, 12) === 'IHDR' ? [view.getUint32(16), view.getUint32(20)] : null;
}

/** Segment by segment to the frame's header (SOF0 to SOF15, without the tables among them). */
function jpegSize(view: DataView): Size | null {
  for (let at = 2; at < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return [view.getUint16(at + 7), view.getUint16(at + 5)];
    if (marker === 0xff) at += 1;
    else at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** RFC 9649: the canvas of an extended file, or the frame of a simple one. */
function webpSize(view: DataView): Size | null {
  const kind = tag(view, 12);
  if (kind === 'VP8X') return [1 + uint24(view, 24), 1 + uint24(view, 27)];
  if (kind === 'VP8 ') return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
  if (kind !== 'VP8L') return null;
  const bits = view.getUint32(21, true);
  return [1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)];
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}
