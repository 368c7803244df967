import { ERASE, keyOf } from './keyboard.ts';
import type { PanelKey } from './panel-doc.ts';

/**
 * A pad for figures, whose keys `typeKey` of `keyboard.ts` understands: nothing is typed with it but digits and `sign`.
 *
 * @param sign at the lower left: what parts pounds from pence, or the plus of a phone number; none for digits alone
 */
export function padOf(sign: string | null, erase: string): PanelKey[][] {
  const rows = ['123', '456', '789'].map((digits) => [...digits].map(keyOf));
  const left: PanelKey = sign === null ? { ...keyOf(' '), label: '', state: 'disabled' } : keyOf(sign);
  return [...rows, [left, keyOf('0'), { id: ERASE, label: erase }]];
}
