import { useXRSessionModeSupported } from '@react-three/xr';
import { Button } from '../ui/Button.tsx';
import { firstSteps } from '../ui/first-steps.ts';
import { useTexts } from '../ui/i18n.ts';
import { Sheet } from '../ui/Sheet.tsx';
import type { WorldTexts } from './world-texts.ts';

interface HelpSheetProps {
  readonly texts: WorldTexts;
  readonly onInvite: () => void;
  readonly onClose: () => void;
}

/** What one can do here, and how to move, for each way of being here. */
export function HelpSheet({ texts, onInvite, onClose }: HelpSheetProps) {
  const hasHeadset = useXRSessionModeSupported('immersive-vr');
  const { title, rows } = useTexts(firstSteps);
  const parts = [
    [title, rows],
    [texts.onKeyboard, texts.helpKeys],
    [texts.onTouch, texts.helpTouch],
    [texts.inHeadset, texts.helpVr],
  ] as const;
  return (
    <Sheet title={texts.help} onClose={onClose}>
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
          {title === texts.inHeadset && hasHeadset === false && <p className="muted">{texts.noVr}</p>}
        </section>
      ))}
      <p>
        <Button variant="quiet" onClick={onInvite}>
          {texts.invite.title}
        </Button>
      </p>
      <p>
        {texts.flatPageHint} <a href="/flat">{texts.flatPage}</a>
      </p>
    </Sheet>
  );
}
