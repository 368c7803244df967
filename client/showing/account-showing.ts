import type { Account } from '../../shared/banking.ts';
import type { Result } from '../../shared/result.ts';
import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';
import {
  type noteShownAccounts,
  SHOWN_READ_EVERY_MS,
  type ShownAccount,
  type ShownAccountsNote,
  shownAccount,
} from '../../shared/shown-accounts.ts';
import type { CallError } from '../net/api.ts';
import type { PartnerLine } from '../net/partner-line.ts';

export type LetterLine = Pick<PartnerLine, 'others' | 'write' | 'onLetter'>;

export type NoteRefusal = CallError<(typeof noteShownAccounts)['errors']>;

/** Why a showing is over that the customer has not ended in this tab. */
export type ShowingEnd = 'consent-lost' | 'elsewhere';

export interface Showing {
  /** Which accounts; null while nothing is shown. */
  readonly ids: readonly string[] | null;
  /** As the consultant has them now. */
  readonly accounts: readonly ShownAccount[];
  readonly end: ShowingEnd | null;
}

interface ShowingDeps {
  readonly kept: readonly string[] | null;
  readonly keep: (ids: readonly string[] | null) => void;
  readonly read: () => Promise<Result<readonly Account[], string>>;
  readonly note: (note: ShownAccountsNote) => Promise<Result<unknown, NoteRefusal>>;
  readonly onChange: (showing: Showing) => void;
}

/** Accounts that a customer shows their consultant, as one tab of the customer does it. */
export interface AccountShowing {
  /** Answers whether it has begun; a refusal is to be told. */
  show(ids: readonly string[]): Promise<Result<unknown, NoteRefusal>>;
  hide(): void;
  /** There is a consultant. Answers what to call when there is none any more. */
  attach(line: LetterLine): () => void;
}

/** Who asks over and over is not to have the bank asked each time. */
const ASKED_AGAIN_MS = 5000;
/** After these the talk or the customer's session is over, or another tab has stopped it. */
const LASTING: readonly NoteRefusal[] = ['consultation-unknown', 'consultation-ended', 'not-shown', 'sign-in-required'];

export function createAccountShowing({ kept, keep, read, note, onChange }: ShowingDeps): AccountShowing {
  let ids = kept;
  let line: LetterLine | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedMs = Number.NEGATIVE_INFINITY;
  /** What began before the last stop is not sent after it. */
  let round = 0;

  function change(next: readonly string[] | null, accounts: readonly ShownAccount[], end: ShowingEnd | null = null) {
    ids = next;
    keep(next);
    onChange({ ids, accounts, end });
  }

  /** To the consultant alone: who is in beside the two has no part in it. */
  function write(accounts: ShownAccount[]): void {
    for (const { party, member } of line?.others() ?? [])
      if (party === 'consultant') line?.write(member, { kind: 'accounts-shown', accounts });
  }

  function stop(end: ShowingEnd | null): void {
    round += 1;
    clearTimeout(timer);
    write([]);
    change(null, [], end);
  }

  function lose(): void {
    stop('consent-lost');
    void note({ act: 'hide', why: 'consent-lost' });
  }

  /** Asks the bank, puts that into the trail, and only then shows what it said. */
  async function refresh(): Promise<void> {
    clearTimeout(timer);
    if (!ids || !line) return;
    round += 1;
    const mine = round;
    const chosen = ids;
    // What cannot be asked now is asked again; until then the consultant's page drops what is old.
    timer = setTimeout(() => void refresh(), SHOWN_READ_EVERY_MS);
    askedMs = Date.now();
    const answered = await read();
    if (mine !== round) return;
    if (!answered.ok) return answered.error === 'bank-sign-in-required' ? lose() : undefined;
    const accounts = answered.value.filter(({ id }) => chosen.includes(id)).map(shownAccount);
    if (accounts.length === 0) return lose();
    const noted = await note({ act: 'read', accounts: accounts.length });
    if (mine !== round) return;
    if (!noted.ok) return LASTING.includes(noted.error) ? stop('elsewhere') : undefined;
    write(accounts);
    change(chosen, accounts);
  }

  function hear({ from, message }: PrivateEntry): void {
    const isAsked = message.kind === 'accounts-asked' && from.party === 'consultant';
    if (isAsked && Date.now() - askedMs >= ASKED_AGAIN_MS) void refresh();
  }

  return {
    async show(next) {
      const noted = await note({ act: 'show', accounts: next.length });
      if (!noted.ok) return noted;
      change(next, []);
      await refresh();
      return noted;
    },
    hide() {
      stop(null);
      void note({ act: 'hide', why: 'stopped' });
    },
    attach(next) {
      line = next;
      const deafen = next.onLetter(hear);
      void refresh();
      return () => {
        line = null;
        round += 1;
        clearTimeout(timer);
        deafen();
        // Their page has dropped it.
        if (ids) onChange({ ids, accounts: [], end: null });
      };
    },
  };
}
