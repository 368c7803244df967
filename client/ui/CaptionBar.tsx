import './caption-bar.css';
import { useCaptions } from './captions.ts';
import { useSenses } from './senses.ts';

/**
 * What is being said, at the lower edge of the page. Not a live region: who hears the speaker would be told twice, and a
 * chat announces its lines itself.
 */
export function CaptionBar() {
  const isOn = useSenses((senses) => senses.captions);
  const lines = useCaptions((captions) => captions.lines);
  if (!isOn || lines.length === 0) return null;
  return (
    <div className="captions">
      {lines.map(({ id, who, text }) => (
        <p key={id} dir="auto">
          <strong>{who}</strong> {text}
        </p>
      ))}
    </div>
  );
}
