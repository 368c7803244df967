import { useState } from 'react';
import type { BranchPlan } from '../../shared/branch.ts';
import { Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Choice.tsx';
import { setLanguage } from '../ui/i18n.ts';
import type { Language } from '../ui/locales.ts';
import { SenseSettings } from '../ui/SenseSettings.tsx';
import { Sheet } from '../ui/Sheet.tsx';
import { beginJourney } from '../xr/journey.ts';
import { headingToYaw, type Walker } from '../xr/locomotion.ts';
import { comfortQuestions } from './comfort-questions.ts';
import { comfortTexts } from './comfort-texts.ts';
import { namedSpots } from './spots.ts';
import { changeComfort, useComfort } from './use-comfort.ts';
import './settings-sheet.css';

interface SettingsSheetProps {
  readonly plan: BranchPlan;
  readonly language: Language;
  readonly walker: Walker;
  readonly onClose: () => void;
}

/** How one moves, and the places one goes to by name: what the panel in the headset has, for the page. */
export function SettingsSheet({ plan, language, walker, onClose }: SettingsSheetProps) {
  const texts = comfortTexts[language];
  const comfort = useComfort();
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <Places plan={plan} language={language} walker={walker} />
      <SenseSettings />
      <h3>{texts.inHeadset}</h3>
      <p className="muted small">{texts.intro}</p>
      {comfortQuestions(comfort, texts).map(({ id, label, hint, options }) => (
        <Choice
          key={id}
          name={id}
          label={label}
          hint={hint}
          options={options}
          onChoose={(optionId) => {
            const option = options.find((one) => one.id === optionId);
            if (option) changeComfort(option.change);
          }}
        />
      ))}
      <Choice
        name="language"
        label={texts.language.label}
        hint={undefined}
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

/** The places of the branch: one is there at once, and takes the seat where there is one. */
function Places({ plan, language, walker }: Omit<SettingsSheetProps, 'onClose'>) {
  const texts = comfortTexts[language];
  const [arrivedAt, setArrivedAt] = useState('');
  return (
    <section>
      <h3>{texts.places}</h3>
      <p className="muted small">{texts.placesHint}</p>
      <div className="world-places">
        {namedSpots(plan, language, texts.spots).map((spot) => (
          <Button
            key={spot.id}
            variant="quiet"
            onClick={() => {
              beginJourney(walker.journey, plan, walker.head, { ...spot, yaw: headingToYaw(spot.heading) });
              setArrivedAt(texts.arrived(spot.label));
            }}
          >
            {spot.label}
          </Button>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {arrivedAt}
      </p>
    </section>
  );
}
