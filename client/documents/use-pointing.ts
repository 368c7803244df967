import { useEffect, useMemo, useState } from 'react';
import { usePartnerLine } from '../net/partner-line.ts';
import { FIRST_PAGE, type SeenView, shareView, type ViewSharing } from './shared-view.ts';

export type { Point } from './shared-view.ts';

export type SharedView = SeenView & Pick<ViewSharing, 'turn' | 'point'>;

/** A document that the two read together, as {@link shareView} has it. */
export function useSharedView(consultationId: string, documentId: string): SharedView {
  const line = usePartnerLine(consultationId);
  const [view, setView] = useState(FIRST_PAGE);
  const sharing = useMemo(() => shareView(documentId, setView), [documentId]);
  useEffect(() => (line ? sharing.attach(line) : undefined), [sharing, line]);
  return { ...view, turn: sharing.turn, point: sharing.point };
}
