import { MyData } from '../afterwards/MyData.tsx';
import { Choice } from '../ui/Choice.tsx';
import { firstSteps } from '../ui/first-steps.ts';
import { setLanguage, useLanguage, useTexts } from '../ui/i18n.ts';
import { SenseSettings } from '../ui/SenseSettings.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { InviteSheet } from '../world/InviteSheet.tsx';
import { useOwnLook, WardrobeChoices } from '../world/WardrobeChoices.tsx';
import { worldTexts } from '../world/world-texts.ts';
import { flatBranchTexts } from './flat-branch-texts.ts';

export type Part = 'look' | 'invite' | 'data' | 'settings' | 'help';

interface MoreSheetProps {
  readonly part: Part;
  /** The hall that one is in; undefined while there is no link to it. */
  readonly roomId: string | undefined;
  readonly onClose: () => void;
}

/** One of the sheets that the page's last row opens. */
export function MoreSheet({ part, roomId, onClose }: MoreSheetProps) {
  const texts = useTexts(flatBranchTexts);
  const { invite } = useTexts(worldTexts);
  switch (part) {
    case 'look':
      return <LookSheet onClose={onClose} />;
    case 'invite':
      return roomId === undefined ? null : <InviteSheet texts={invite} roomId={roomId} onClose={onClose} />;
    case 'data':
      return (
        <Sheet title={texts.data} onClose={onClose}>
          <MyData />
        </Sheet>
      );
    case 'settings':
      return <FlatSettings onClose={onClose} />;
    case 'help':
      return <FlatHelp onClose={onClose} />;
  }
}

interface SheetProps {
  readonly onClose: () => void;
}

function LookSheet({ onClose }: SheetProps) {
  const { words, isStaff } = useOwnLook();
  const texts = useTexts(flatBranchTexts);
  return (
    <Sheet title={texts.look} onClose={onClose}>
      <p>{texts.lookHint}</p>
      {isStaff && <p>{words.staff}</p>}
      <WardrobeChoices />
    </Sheet>
  );
}

function FlatSettings({ onClose }: SheetProps) {
  const texts = useTexts(flatBranchTexts);
  const language = useLanguage();
  return (
    <Sheet title={texts.settings} onClose={onClose}>
      <SenseSettings />
      <Choice
        name="language"
        label={texts.language.label}
        options={(['en', 'ru'] as const).map((id) => ({
          id,
          label: texts.language.options[id],
          chosen: id === language,
        }))}
        onChoose={(id) => setLanguage(id === 'ru' ? 'ru' : 'en')}
      />
    </Sheet>
  );
}

function FlatHelp({ onClose }: SheetProps) {
  const texts = useTexts(flatBranchTexts);
  const first = useTexts(firstSteps);
  return (
    <Sheet title={first.title} onClose={onClose}>
      <dl className="flat-help">
        {[...first.rows, ...texts.helpRows].map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
