import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KeptTalk } from '../../shared/sealed/talk-view.ts';
import { forgetDraftsOfOthers } from '../ui/kept-drafts.ts';
import { openTalkVault } from './talk-vault.ts';

const place = { owner: 'customer:heron-42', name: 'talk/6b5e2928-027c-412d-a70d-17c5553ba6be' };
const id = 'fbba8b8b-7a55-4c09-8bd1-fd3d10d4ba3c';
const kept: KeptTalk = {
  member: id,
  keys: { publicKey: Uint8Array.of(1, 2), signKey: Uint8Array.of(3) },
  group: Uint8Array.from({ length: 300 }, (_, index) => index % 256),
  place: { run: id, seq: 4 },
  counts: { [id]: 2 },
  entries: [
    {
      id,
      at: '2026-11-21T10:00:00.000Z',
      from: { party: 'customer', member: id },
      message: { kind: 'text', text: 'Да' },
    },
  ],
  waiting: [{ ref: id, message: { kind: 'text', text: 'later' } }],
  underWay: id,
};

beforeEach(() => {
  const items = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    get length() {
      return items.size;
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
    removeItem: (key: string) => items.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a talk is read as it was kept, by its owner alone', () => {
  openTalkVault(place).write(kept);
  expect(openTalkVault(place).read()).toEqual(kept);
  expect(openTalkVault({ ...place, owner: 'customer:owl-1' }).read()).toBeNull();
});

test('signing out takes keys and words away', () => {
  openTalkVault(place).write(kept);
  forgetDraftsOfOthers([place.owner]);
  expect(sessionStorage.length).toBe(1);
  forgetDraftsOfOthers([]);
  expect(sessionStorage.length).toBe(0);
});
