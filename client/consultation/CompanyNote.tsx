import type { Member, Party } from '../../shared/consultation-members.ts';
import { useTexts } from '../ui/i18n.ts';
import './company.css';
import { companyTexts } from './company-texts.ts';
import { companyWords, goneWords } from './company-words.ts';
import type { Talk } from './use-talk.ts';

interface CompanyNoteProps {
  readonly self: Party;
  readonly talk: Pick<Talk, 'supervisor' | 'colleague'>;
  readonly members: readonly Member[];
}

/** Who is in beside the two: in sight as long as it is so, and read out when it changes; and who has gone. */
export function CompanyNote({ self, talk, members }: CompanyNoteProps) {
  const texts = useTexts(companyTexts);
  const words = companyWords(self, talk, members, texts);
  return (
    <div className="talk-company" role="status" data-testid="talk-company">
      {words.map((word) => (
        <p key={word}>
          <EyeSign />
          {word}
        </p>
      ))}
      {goneWords(talk, members, texts).map((word) => (
        <p key={word}>{word}</p>
      ))}
    </div>
  );
}

function EyeSign() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
      <path d="M2.5 12s3.5-6 9.5-6 9.5 6 9.5 6-3.5 6-9.5 6-9.5-6-9.5-6z" />
      <circle cx="12" cy="12" r="2.6" />
    </svg>
  );
}
