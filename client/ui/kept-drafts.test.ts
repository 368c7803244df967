import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { DRAFT_KEPT_FOR_MS, forgetDraft, forgetDraftsOfOthers, keepDraft, readDraft } from './kept-drafts.ts';

class MemoryStorage implements Storage {
  readonly items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  clear = () => this.items.clear();
  getItem = (key: string) => this.items.get(key) ?? null;
  key = (index: number) => [...this.items.keys()][index] ?? null;
  removeItem = (key: string) => void this.items.delete(key);
  setItem = (key: string, value: string) => void this.items.set(key, value);
}

const anna = { owner: 'customer:wren-1', name: 'form' };
const Form = z.object({ amount: z.string().max(24) });
let store: MemoryStorage;

beforeEach(() => {
  store = new MemoryStorage();
  vi.stubGlobal('sessionStorage', store);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what is kept is found again until its time is over, and each change begins the time anew', () => {
  keepDraft(anna, { amount: '1' });
  vi.advanceTimersByTime(DRAFT_KEPT_FOR_MS - 1);
  expect(readDraft(anna, Form)).toEqual({ amount: '1' });
  keepDraft(anna, { amount: '12' });
  vi.advanceTimersByTime(DRAFT_KEPT_FOR_MS - 1);
  expect(readDraft(anna, Form)).toEqual({ amount: '12' });
  vi.advanceTimersByTime(1);
  expect(readDraft(anna, Form)).toBeUndefined();
  expect(store.length).toBe(0);
});

test('nobody else is shown it, and their asking takes it away', () => {
  keepDraft(anna, { amount: '1' });
  expect(readDraft({ ...anna, owner: 'customer:heron-2' }, Form)).toBeUndefined();
  expect(readDraft(anna, Form)).toBeUndefined();
});

test('what no longer has the shape is not shown, nor what is no JSON', () => {
  keepDraft(anna, { amount: '1'.repeat(25) });
  expect(readDraft(anna, Form)).toBeUndefined();
  store.setItem('atrium-draft:form', '{');
  expect(readDraft(anna, Form)).toBeUndefined();
});

test('forgotten, it is gone', () => {
  keepDraft(anna, { amount: '1' });
  forgetDraft(anna);
  expect(store.length).toBe(0);
});

test('whoever is there keeps their drafts; those of others and those that are over go, and nothing that is not ours', () => {
  keepDraft({ ...anna, name: 'old' }, 1);
  vi.advanceTimersByTime(DRAFT_KEPT_FOR_MS);
  keepDraft(anna, 1);
  keepDraft({ owner: 'customer:heron-2', name: 'other' }, 1);
  store.setItem('something-else', 'x');
  forgetDraftsOfOthers([anna.owner]);
  expect([...store.items.keys()]).toEqual(['atrium-draft:form', 'something-else']);
});

test('where the browser keeps nothing for us, nothing is kept and nothing fails', () => {
  vi.stubGlobal('sessionStorage', undefined);
  keepDraft(anna, 1);
  expect(readDraft(anna, z.number())).toBeUndefined();
  vi.stubGlobal('sessionStorage', {
    ...store,
    setItem: () => {
      throw new Error('full');
    },
  });
  expect(() => keepDraft(anna, 1)).not.toThrow();
});
