import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import './shortcuts.css';
import { shortcutTexts } from './shortcut-texts.ts';

/** Every key of the desk on one sheet; Escape closes it, and the focus goes back where it was. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts(shortcutTexts);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="shortcuts" aria-labelledby="shortcuts-heading" onClose={onClose}>
      <header className="row spread">
        <h2 id="shortcuts-heading">{texts.heading}</h2>
        <Button variant="quiet" onClick={() => dialog.current?.close()}>
          {texts.close}
        </Button>
      </header>
      <p className="muted">{texts.singleKeys}</p>
      <div className="shortcuts-groups">
        {texts.groups.map(([name, rows]) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {rows.map(([key, deed]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{deed}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
