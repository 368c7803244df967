import { expect, test } from 'vitest';
import { readDeskSigns, writeDeskSigns } from './desk-signs.ts';

test('what is said of a desk is one byte, and comes back as it was', () => {
  for (const speaking of [false, true])
    for (const typing of [false, true]) {
      const bytes = writeDeskSigns({ speaking, typing });
      expect(bytes.byteLength).toBe(1);
      expect(readDeskSigns(bytes)).toEqual({ speaking, typing });
    }
});

test('other bytes say nothing', () => {
  for (const bytes of [[], [4], [128], [255], [0, 0]]) expect(readDeskSigns(Uint8Array.from(bytes))).toBeNull();
});
