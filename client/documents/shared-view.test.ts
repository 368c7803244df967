import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { TalkEntry } from '../../shared/sealed/talk-view.ts';
import type { GroupParty } from '../../shared/sealed-talk.ts';
import type { TalkMessage } from '../../shared/talk-message.ts';
import { FIRST_PAGE, type SeenView, shareView, TELL_EVERY_MS } from './shared-view.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const documentId = '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e11';
const other = '3f0e8a52-7f2e-4a6e-9a0e-3a1d2b7c9e12';
const at = { x: 0.5, y: 0.25 };

/** One of the two with the document open, and what they tell by the talk. */
function reader(partner: 'customer' | 'consultant' = 'consultant') {
  const told: TalkMessage[] = [];
  let hear: (entry: TalkEntry) => void = () => {};
  let view: SeenView = FIRST_PAGE;
  const sharing = shareView(documentId, (next) => {
    view = next;
  });
  const line = {
    partner,
    tell: (message: TalkMessage) => void told.push(message),
    onMessage(listener: typeof hear) {
      hear = listener;
      return () => {
        hear = () => {};
      };
    },
  };
  return {
    sharing,
    line,
    told,
    view: () => view,
    hears: (from: GroupParty, message: TalkMessage) =>
      hear({ id: other, at: '2026-11-21T21:00:00Z', from: { party: from, member: other }, message }),
  };
}
const pointing = (page: number, place: typeof at | null = null, id = documentId) =>
  ({ kind: 'pointing', pointing: { documentId: id, page, at: place } }) as const;
const asked = { kind: 'pointing-asked', documentId } as const;

test('the partner’s page is shown, and where they point until they rest; a page of one’s own is told', () => {
  const one = reader();
  one.sharing.attach(one.line);
  one.hears('consultant', pointing(2, at));
  expect(one.view()).toEqual({ page: 2, partner: at, isLed: true });
  vi.advanceTimersByTime(15_000);
  expect(one.view()).toEqual({ page: 2, partner: null, isLed: true });
  one.sharing.turn(1);
  expect(one.view()).toEqual(FIRST_PAGE);
  expect(one.told).toEqual([asked, pointing(1)]);
});

test('nobody but the partner leads, and only in the document that is open', () => {
  const one = reader();
  one.sharing.attach(one.line);
  for (const party of ['customer', 'colleague', 'supervisor', 'recorder'] as const) one.hears(party, pointing(2, at));
  one.hears('consultant', pointing(2, at, other));
  expect(one.view()).toEqual(FIRST_PAGE);
  one.hears('consultant', pointing(2));
  expect(one.view().page).toBe(2);
});

test('who opens it late asks, and is told the page without a pointer that may be old; who knows none tells none', () => {
  const [early, late] = [reader(), reader('customer')];
  early.sharing.turn(3);
  early.sharing.point(at);
  early.sharing.attach(early.line);
  expect(early.told).toEqual([]);
  late.sharing.attach(late.line);
  expect(late.told).toEqual([asked]);
  early.hears('supervisor', asked);
  early.hears('consultant', { ...asked, documentId: other });
  expect(early.told).toEqual([]);
  early.hears('consultant', asked);
  expect(early.told).toEqual([pointing(3)]);
  late.hears('customer', asked);
  expect(late.told).toEqual([asked]);
  late.hears('customer', pointing(3));
  late.hears('customer', asked);
  expect(late.told).toEqual([asked, pointing(3)]);
});

test('a pointer that moves is told so often as a talk has room for, its last place always; nothing once there is no partner', () => {
  const one = reader();
  const detach = one.sharing.attach(one.line);
  for (let step = 0; step < 50; step++) {
    one.sharing.point({ x: step / 100, y: 0 });
    vi.advanceTimersByTime(20);
  }
  vi.advanceTimersByTime(TELL_EVERY_MS);
  expect(one.told.length).toBeLessThanOrEqual(6);
  expect(one.told.at(-1)).toEqual(pointing(1, { x: 0.49, y: 0 }));
  detach();
  const before = one.told.length;
  one.sharing.turn(2);
  one.hears('consultant', pointing(3));
  expect([one.told.length, one.view().page]).toEqual([before, 2]);
});
