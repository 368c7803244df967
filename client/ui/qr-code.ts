import { lazyPart } from './lazy-part.ts';

/** Drawn so rarely that its code comes when it is. Shown within a `Suspense`. */
export const QRCodeSVG = lazyPart(() => import('qrcode.react').then((module) => module.QRCodeSVG));
