import { CanvasTexture, SRGBColorSpace } from 'three';

/** The sign's board is 4.32 by 0.76 m: so much of it is for logo and name. */
export const BRAND_PICTURE_METRES = { width: 4.1, height: 0.62 } as const;
/** The sign is read from six metres and more. */
const PIXELS_PER_METRE = 300;
const NAME_METRES = 0.38;
const LOGO_METRES = 0.52;
const WIDEST_LOGO_METRES = 1.4;
const GAP_METRES = 0.2;
const INK = '#f6ecd8';

/** The bank's logo and name side by side, in the middle of one picture; by itself the name is a sign too. */
export async function paintBrand(name: string, logoUrl: string | undefined): Promise<CanvasTexture> {
  const font = (metres: number) => `500 ${metres * PIXELS_PER_METRE}px "Onest Variable", system-ui, sans-serif`;
  const [logo] = await Promise.all([
    logoUrl === undefined ? null : readPicture(logoUrl),
    // Where the font does not come, the browser's own stands in.
    document.fonts.load(font(NAME_METRES), name).catch(() => []),
  ]);
  const canvas = document.createElement('canvas');
  canvas.width = BRAND_PICTURE_METRES.width * PIXELS_PER_METRE;
  canvas.height = BRAND_PICTURE_METRES.height * PIXELS_PER_METRE;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas to paint the sign on');
  const logoSize = logo ? sizeOf(logo) : { width: 0, height: 0 };
  const gap = logo ? GAP_METRES * PIXELS_PER_METRE : 0;
  brush.font = font(NAME_METRES);
  brush.fillStyle = INK;
  brush.textBaseline = 'middle';
  // A long name is set smaller, on one line.
  const room = canvas.width - logoSize.width - gap;
  const shrink = Math.min(1, room / brush.measureText(name).width);
  brush.font = font(NAME_METRES * shrink);
  const nameWidth = brush.measureText(name).width;
  const left = (canvas.width - logoSize.width - gap - nameWidth) / 2;
  if (logo) brush.drawImage(logo, left, (canvas.height - logoSize.height) / 2, logoSize.width, logoSize.height);
  brush.fillText(name, left + logoSize.width + gap, canvas.height / 2);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  return texture;
}

function sizeOf({ naturalWidth, naturalHeight }: HTMLImageElement) {
  const aspect = naturalWidth / naturalHeight;
  const height = Math.min(LOGO_METRES, WIDEST_LOGO_METRES / aspect) * PIXELS_PER_METRE;
  return { width: height * aspect, height };
}

async function readPicture(url: string): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    return image;
  } catch {
    console.warn('the logo of the branch did not load');
    return null;
  }
}
