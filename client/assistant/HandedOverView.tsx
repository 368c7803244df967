import { readHandedOver } from '../../shared/assistant.ts';
import { useRead } from '../net/use-read.ts';
import { useTexts } from '../ui/i18n.ts';
import './assistant.css';
import { assistantTexts } from './assistant-texts.ts';
import { DraftFacts } from './DraftCard.tsx';

/** For the consultant, while the consultation is open: what the customer handed over from the AI, and why. Nothing, where there is nothing. */
export function HandedOverView({ consultationId }: { readonly consultationId: string }) {
  const texts = useTexts(assistantTexts);
  const { value, error } = useRead(readHandedOver, {
    key: ['consultation', 'assistant-talk', consultationId],
    params: { consultationId },
  });
  // What was read is gone with the consultation.
  if (!value || error || value.handedOver.length === 0) return null;
  return (
    <section className="handed-over" aria-labelledby="handed-over-heading">
      <h3 id="handed-over-heading">{texts.handedOver}</h3>
      {value.handedOver.map(({ reason, wish, turns }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is read whole, in the order it was handed over.
        <div key={index} className="draft-card">
          <h4>{texts.draftTitles[wish.kind]}</h4>
          <p className="draft-note">{texts.reasons[reason]}</p>
          <DraftFacts fields={wish} />
          {turns.length === 0 ? (
            <p className="draft-note muted">{texts.noTranscript}</p>
          ) : (
            <details>
              <summary>{texts.transcript}</summary>
              {turns.map((turn) => (
                <p key={turn.id} dir="auto">
                  <strong>{turn.from === 'customer' ? texts.customer : texts.assistant}:</strong> {turn.text}
                </p>
              ))}
            </details>
          )}
        </div>
      ))}
    </section>
  );
}
