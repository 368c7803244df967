import { z } from 'zod';
import type { Party } from '../../shared/consultation-members.ts';
import type { GroupLeaf } from '../../shared/sealed/mls-frames.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { useKeptDraft } from '../ui/use-kept-draft.ts';
import './talk-safety.css';
import { RecordingRow } from './RecordingRow.tsx';
import { safetyTexts } from './safety-texts.ts';
import { useSafetyCode } from './use-safety-code.ts';
import type { TalkInHand } from './use-talk.ts';

interface TalkSafetyProps {
  readonly consultationId: string;
  readonly owner: string | null;
  readonly talk: TalkInHand;
  readonly self: Party;
  readonly names: (party: Party) => string;
}

/** Who can read the talk, the code by which two make sure of it, and whether it is recorded. */
export function TalkSafety({ consultationId, owner, talk, self, names }: TalkSafetyProps) {
  const texts = useTexts(safetyTexts);
  const code = useSafetyCode(consultationId, talk);
  const kept = useKeptDraft({ name: `code/${consultationId}`, owner, schema: z.string(), empty: '' });
  const members = talk.group?.members ?? [];
  const own = members.find(({ member }) => member === talk.group?.self);
  const hasChanged = kept.value !== '' && code !== null && kept.value !== code;
  const hasVoice = Object.values(talk.voicePrints).some((prints) => prints.length > 0);
  /** The console has single keys. */
  const keyOf = (key: string) => (self === 'customer' ? undefined : key);
  if (members.length === 0) return null;
  return (
    <div className="talk-safety">
      {talk.isVoiceUnproven && <Alert tone="danger">{texts.unproven}</Alert>}
      {hasChanged && <Alert>{texts.changed}</Alert>}
      <details>
        <summary aria-keyshortcuts={keyOf('4')}>
          <LockSign />
          {texts.sealed(members.length)}
          {hasChanged && <strong> · {texts.changedMark}</strong>}
          {kept.value !== '' && kept.value === code && <> · {texts.compared}</>}
          {keyOf('4') && (
            <>
              {' '}
              <span className="keycap" aria-hidden="true">
                4
              </span>
            </>
          )}
        </summary>
        <h4>{texts.membersTitle}</h4>
        <ul data-testid="talk-members">
          {members.map((leaf) => (
            <li key={leaf.member}>{memberWords(leaf, own, names, texts)}</li>
          ))}
        </ul>
        {code !== null && (
          <>
            <h4>{texts.codeTitle}</h4>
            <p className="safety-code" data-testid="safety-code">
              {code.split(' ').map((digits, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place in the code is what tells equal digits apart.
                <span key={index}>{digits} </span>
              ))}
            </p>
            <p className="small">
              {texts.codeHint} {hasVoice && texts.codeVoice}
            </p>
            {kept.value === code ? (
              <p className="small" role="status">
                {texts.comparedNow}
              </p>
            ) : (
              <Button variant="quiet" onClick={() => kept.change(code)} aria-keyshortcuts={keyOf('5')}>
                {texts.same}
              </Button>
            )}
          </>
        )}
      </details>
      <RecordingRow talk={talk} self={self} names={names} />
    </div>
  );
}

function memberWords(
  leaf: GroupLeaf,
  self: GroupLeaf | undefined,
  names: (party: Party) => string,
  texts: typeof safetyTexts.en,
): string {
  const { party } = leaf;
  if (party === 'recorder' || party === 'documents' || party === 'assistant') return texts.services[party];
  if (leaf === self) return `${names(party)}: ${texts.thisPage}`;
  return party === self?.party ? `${names(party)}: ${texts.otherPage}` : names(party);
}

function LockSign() {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
      <rect x="5" y="10.5" width="14" height="9.5" rx="2" />
      <path d="M8 10.5V7.5a4 4 0 0 1 8 0v3" />
    </svg>
  );
}
