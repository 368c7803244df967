import type { PrivateEntry } from '../../shared/sealed/talk-view.ts';
import { SHOWN_FOR_MS, type ShownAccount } from '../../shared/shown-accounts.ts';
import type { LetterLine } from './account-showing.ts';

/**
 * Takes in what the customer shows, for a tab of the consultant, in memory alone; answers what to call when the customer is there no
 * more. Nothing outlives the customer's link, their stopping it, or a while without news.
 */
export function readShown(line: LetterLine, onShown: (accounts: readonly ShownAccount[]) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(accounts: readonly ShownAccount[]): void {
    clearTimeout(timer);
    if (accounts.length > 0) timer = setTimeout(() => onShown([]), SHOWN_FOR_MS);
    onShown(accounts);
  }
  const deafen = line.onLetter(({ from, message }: PrivateEntry) => {
    if (message.kind === 'accounts-shown' && from.party === 'customer') take(message.accounts);
  });
  for (const { party, member } of line.others())
    if (party === 'customer') line.write(member, { kind: 'accounts-asked' });
  return () => {
    deafen();
    take([]);
  };
}
