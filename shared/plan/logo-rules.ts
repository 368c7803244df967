/** Heavier pictures would be felt at the door: everything before the first step is to fit into 1.2 MB. */
const MAX_LOGO_BYTES = 48 * 1024;
const MAX_LOGO_PIXELS = 1024;
/** As a sign may be: from a tall mark to a long word. */
const LONGEST_SIDE_TO_SHORTEST = 8;

/** Of an SVG's elements, those that draw and nothing else: no script, no style sheet, no page, no picture from elsewhere. */
const ELEMENTS = new Set(
  'svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask title desc'.split(
    ' ',
  ),
);

/**
 * What is wrong with a bank's logo, `logo.svg` or `logo.png`; null where nothing is. It is shown as a picture only, where
 * browsers run no script of it; that it holds none at all is so that it does no harm either where someone opens it by itself.
 */
export function logoProblem(fileName: string, bytes: Uint8Array): string | null {
  if (bytes.byteLength > MAX_LOGO_BYTES) return `is ${bytes.byteLength} bytes and may be ${MAX_LOGO_BYTES}`;
  const size = fileName.endsWith('.png') ? pngSize(bytes) : svgSize(bytes);
  if (typeof size === 'string') return size;
  const [width, height] = size;
  if (width > MAX_LOGO_PIXELS || height > MAX_LOGO_PIXELS)
    return `is ${width} by ${height} pixels and may be ${MAX_LOGO_PIXELS} each way`;
  if (Math.max(width, height) > LONGEST_SIDE_TO_SHORTEST * Math.min(width, height))
    return `is ${width} by ${height}: one side may be ${LONGEST_SIDE_TO_SHORTEST} times the other`;
  return null;
}

type Size = readonly [width: number, height: number];

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function pngSize(bytes: Uint8Array): Size | string {
  if (bytes.byteLength < 33 || PNG_SIGNATURE.some((byte, index) => bytes[index] !== byte)) return 'is no PNG';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size: Size = [view.getUint32(16), view.getUint32(20)];
  return size[0] > 0 && size[1] > 0 ? size : 'is a PNG without a size';
}

/** A tag, a comment or a processing instruction; an attribute's value may hold a `>`. */
const MARKUP =
  /<!--[\s\S]*?-->|<\?xml [^>]*\?>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function svgSize(bytes: Uint8Array): Size | string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'is an SVG that is not written in UTF-8';
  }
  let root: ReadonlyMap<string, string> | undefined;
  for (const [, closing, element = '', list = ''] of text.matchAll(MARKUP)) {
    if (element === '' || closing === '/') continue;
    if (!ELEMENTS.has(element)) return `holds <${element}>; a logo may hold ${[...ELEMENTS].join(', ')}`;
    const attributes = new Map(
      [...list.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [name, double ?? single ?? '']),
    );
    for (const [name, value] of attributes) {
      const wrong = attributeProblem(name, value);
      if (wrong) return `<${element}> has ${wrong}`;
    }
    root ??= element === 'svg' ? attributes : new Map();
  }
  // What is left beside the tags that were read is words; a tag that was not read is one that browsers may read otherwise.
  if (/[<>&]/.test(text.replace(MARKUP, '')) || !root) return 'is no SVG of plain tags, without entities and CDATA';
  const [width, height] = [Number(root.get('width')), Number(root.get('height'))];
  if (!(width > 0 && height > 0) || !root.has('viewBox'))
    return 'needs width, height (numbers, no units) and viewBox on its <svg>: browsers differ without';
  return [width, height];
}

function attributeProblem(name: string, value: string): string | null {
  if (/^on/i.test(name)) return `${name}, which would run a script`;
  if (/href$/i.test(name)) return `${name}; a logo refers to nothing`;
  if (name === 'style') return 'style; write fill="…" and the like';
  if (/&/.test(value)) return `an entity in ${name}`;
  // The word for what a namespace is called, and places within the same file, are all that may look like an address.
  if (name.startsWith('xmlns')) return null;
  if (/url\s*\(\s*(?!#)|javascript:|data:|https?:/i.test(value)) return `an address in ${name}`;
  return null;
}
