import { Choice } from './Choice.tsx';
import { useTexts } from './i18n.ts';
import { senseQuestions, senseTexts } from './sense-questions.ts';
import { changeSenses, useSenses } from './senses.ts';

/** Sounds and captions, as every page with settings has them. */
export function SenseSettings() {
  const texts = useTexts(senseTexts);
  const senses = useSenses();
  return (
    <section>
      <h3>{texts.title}</h3>
      {senseQuestions(senses, texts).map(({ id, label, options }) => (
        <Choice
          key={id}
          name={id}
          label={label}
          options={options}
          onChoose={(optionId) => changeSenses(options.find((one) => one.id === optionId)?.change ?? {})}
        />
      ))}
    </section>
  );
}
