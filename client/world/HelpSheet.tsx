import { Sheet } from '../ui/Sheet.tsx';
import type { WorldTexts } from './world-texts.ts';

/** How to move, for each way of being here. */
export function HelpSheet({ texts, onClose }: { readonly texts: WorldTexts; readonly onClose: () => void }) {
  const parts = [
    [texts.onKeyboard, texts.helpKeys],
    [texts.onTouch, texts.helpTouch],
    [texts.inHeadset, texts.helpVr],
  ] as const;
  return (
    <Sheet title={texts.helpTitle} onClose={onClose}>
      {parts.map(([title, rows]) => (
        <section key={title} className="world-help">
          <h3>{title}</h3>
          <dl>
            {rows.map(([how, what]) => (
              <div key={how}>
                <dt>{how}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p>
        {texts.flatPageHint} <a href="/flat">{texts.flatPage}</a>
      </p>
    </Sheet>
  );
}
