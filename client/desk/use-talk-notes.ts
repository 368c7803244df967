import { useCallback, useEffect } from 'react';
import { z } from 'zod';
import { create } from 'zustand';
import { NOTE_MAX_LENGTH } from '../../shared/consultation.ts';
import { useDraftOwner } from '../net/use-draft-owner.ts';
import { forgetDraft, keepDraft, readDraft } from '../ui/kept-drafts.ts';

const Text = z.string().max(NOTE_MAX_LENGTH);
/** A talk, and what is written down after it, are over by then. */
const KEPT_FOR_MS = 8 * 60 * 60_000;
const nameOf = (consultationId: string) => `notes/${consultationId}`;

const useNotes = create<{ readonly consultationId: string | null; readonly text: string }>(() => ({
  consultationId: null,
  text: '',
}));

/** A consultant's own notes of one talk, from its beginning until it is wrapped up: in this tab alone, also over a reload. */
export function useTalkNotes(consultationId: string | undefined) {
  const owner = useDraftOwner('staff');
  const kept = useNotes();
  const isHeld = kept.consultationId === consultationId;
  useEffect(() => {
    if (!consultationId || !owner || isHeld) return;
    useNotes.setState({ consultationId, text: readDraft({ owner, name: nameOf(consultationId) }, Text) ?? '' });
  }, [consultationId, owner, isHeld]);
  const change = useCallback(
    (text: string) => {
      if (!consultationId) return;
      useNotes.setState({ consultationId, text });
      if (owner) keepDraft({ owner, name: nameOf(consultationId) }, text, KEPT_FOR_MS);
    },
    [consultationId, owner],
  );
  const forget = useCallback(() => {
    if (consultationId) forgetDraft({ name: nameOf(consultationId) });
    useNotes.setState({ consultationId: null, text: '' });
  }, [consultationId]);
  return { text: isHeld ? kept.text : '', change, forget };
}
