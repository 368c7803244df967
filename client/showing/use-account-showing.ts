import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { listAccounts } from '../../shared/banking.ts';
import { ok } from '../../shared/result.ts';
import { noteShownAccounts, ShownIds } from '../../shared/shown-accounts.ts';
import { callEndpoint } from '../net/api.ts';
import { watchPartnerLine } from '../net/partner-line.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { forgetDraft, keepDraft, readDraft, TALK_KEPT_FOR_MS, talkDraft } from '../ui/kept-drafts.ts';
import { type AccountShowing, createAccountShowing, type Showing } from './account-showing.ts';

const NOTHING: Showing = { ids: null, accounts: [], end: null };

interface Open {
  readonly key: string;
  readonly tab: AccountShowing;
  readonly close: () => void;
}
/** A tab is in one talk. It outlives the panel it was begun in: what is shown goes on while that is put away. */
let open: Open | null = null;
const useShowing = create<Showing>(() => NOTHING);

/** What this tab of the customer shows of their accounts in a talk; null until it is known who is signed in. */
export function useAccountShowing(consultationId: string): (Showing & Pick<AccountShowing, 'show' | 'hide'>) | null {
  const owner = useDraftOwner('customer');
  const showing = useShowing();
  const [tab, setTab] = useState<AccountShowing | null>(null);
  useEffect(() => setTab(owner === null ? null : openFor(owner, consultationId)), [owner, consultationId]);
  return tab && { ...showing, show: tab.show, hide: tab.hide };
}

function openFor(owner: string, consultationId: string): AccountShowing {
  const key = `${owner}/${consultationId}`;
  if (open?.key === key) return open.tab;
  open?.close();
  const place = { owner, name: talkDraft(consultationId, 'shown-accounts') };
  const kept = readDraft(place, ShownIds) ?? null;
  useShowing.setState({ ...NOTHING, ids: kept });
  const params = { consultationId };
  const tab = createAccountShowing({
    kept,
    keep: (ids) => (ids ? keepDraft(place, ids, TALK_KEPT_FOR_MS) : forgetDraft(place)),
    async read() {
      const answered = await callEndpoint(listAccounts, { params: {} });
      return answered.ok ? ok(answered.value.accounts) : answered;
    },
    note: (body) => callEndpoint(noteShownAccounts, { params, body }),
    onChange: (now) => {
      if (open?.key === key) useShowing.setState(now);
    },
  });
  let detach = () => {};
  const unwatch = watchPartnerLine(consultationId, (line) => {
    detach();
    detach = line ? tab.attach(line) : () => {};
  });
  open = {
    key,
    tab,
    close() {
      unwatch();
      detach();
    },
  };
  return tab;
}
