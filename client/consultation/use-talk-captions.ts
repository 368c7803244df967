import { useEffect, useRef } from 'react';
import type { ChatLine } from '../../shared/consultation.ts';
import type { Party } from '../../shared/consultation-members.ts';
import { showCaption } from '../ui/captions.ts';
import { newLineOf } from './caption-rules.ts';

/** Shows what others write as a caption, for as long as the talk itself cannot be seen. */
export function useTalkCaptions(
  lines: readonly ChatLine[],
  self: Party,
  names: (party: Party) => string,
  isHidden: boolean,
): void {
  const before = useRef(lines);
  useEffect(() => {
    const line = newLineOf(self, before.current, lines);
    before.current = lines;
    if (line && isHidden) showCaption(names(line.from), line.text);
  }, [lines, self, names, isHidden]);
}
