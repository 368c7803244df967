import type { ReadPaymentCode } from '../../../shared/payment-code.ts';
import { type Result, refuse } from '../../../shared/result.ts';
import { type Pixels, readCodePixels } from './read-code.ts';

const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Longer side that is looked at, pixels: a code that needs more is too small to be read anyway. */
const MAX_SIDE = 1600;
const PICTURE_TIME_LIMIT_MS = 2000;
const FRAME_TIME_LIMIT_MS = 40;

type PictureProblem = 'no-code' | 'not-a-payment-code' | 'not-a-picture' | 'picture-too-large';

/** Reads the code in a picture, in this browser alone. */
export async function readPicture(file: Blob): Promise<Result<ReadPaymentCode, PictureProblem>> {
  if (file.size > MAX_FILE_BYTES) return refuse('picture-too-large');
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return refuse('not-a-picture');
  try {
    return readCodePixels(pixelsOf(picture, picture.width, picture.height), PICTURE_TIME_LIMIT_MS);
  } finally {
    picture.close();
  }
}

/** Reads the code that a playing video shows now; null where it shows none. */
export function readFrame(video: HTMLVideoElement): Result<ReadPaymentCode, 'no-code' | 'not-a-payment-code'> {
  if (video.videoWidth === 0) return refuse('no-code');
  return readCodePixels(pixelsOf(video, video.videoWidth, video.videoHeight), FRAME_TIME_LIMIT_MS);
}

/** On white, because a transparent picture would be drawn on black; never larger than is looked at. */
function pixelsOf(source: CanvasImageSource, width: number, height: number): Pixels {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser has no 2D canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
