import { useLinkNews } from '../net/use-link-news.ts';
import type { KioskStatus } from './kiosk-screen.ts';
import type { WorldTexts } from './world-texts.ts';

/** What a screen reader is told of what others see come and go: a call to a desk, and that the connection is back. */
export function WorldNews({ kiosk, texts }: { readonly kiosk: KioskStatus; readonly texts: WorldTexts }) {
  const link = useLinkNews();
  return (
    <div className="visually-hidden">
      <p role="status">{kiosk.kind === 'called' && texts.kiosk.called(kiosk.deskLabel)}</p>
      <p role="status">{link === 'back' && texts.linkBack}</p>
    </div>
  );
}
