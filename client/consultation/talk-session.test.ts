import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** What a tab keeps of a talk that ended while it had no link: by stubs of the net, with the tab's own storage. */
const net = vi.hoisted(() => ({
  answers: {} as Record<string, unknown>,
  asked: [] as string[],
  reserve: null as (() => Promise<unknown>) | null,
  statuses: [] as string[],
  closed: 0,
}));
vi.mock('../net/api.ts', () => ({
  callEndpoint: async ({ path }: { path: string }) => {
    const operation = path.endsWith('/enter') ? 'enter' : 'read';
    net.asked.push(operation);
    return net.answers[operation];
  },
}));
vi.mock('../net/room-link.ts', () => ({
  openRoomLink: ({ reserve }: { reserve: () => Promise<unknown> }) => {
    net.reserve = reserve;
    return { room: () => null, close: () => {} };
  },
}));
vi.mock('./sealed-part.ts', () => ({
  openSealedTalk: async () => ({
    close: () => {
      net.closed += 1;
    },
  }),
}));
vi.mock('../voice/voice-session.ts', () => ({ leaveVoice: () => {} }));
vi.mock('../voice/voice-room.ts', () => ({ carryVoice: () => {} }));
const { openTalkSession } = await import('./talk-session.ts');

const KEPT = 'atrium-draft:talk/one';
const elena = { audience: 'staff', consultationId: 'one', self: 'consultant', owner: 'staff:elena' } as const;
const unknown = { ok: false, error: 'consultation-unknown' };

let items: Map<string, string>;
beforeEach(() => {
  items = new Map([
    [KEPT, '{}'],
    ['atrium-draft:message/one', '{}'],
  ]);
  vi.stubGlobal('sessionStorage', {
    get length() {
      return items.size;
    },
    key: (index: number) => [...items.keys()][index] ?? null,
    removeItem: (key: string) => items.delete(key),
  });
  Object.assign(net, { answers: {}, asked: [], reserve: null, closed: 0 });
});
afterEach(() => vi.unstubAllGlobals());

async function opened() {
  const session = openTalkSession(elena);
  await expect.poll(() => net.reserve, { interval: 1 }).not.toBeNull();
  return session;
}

test.each(['consultation-ended', 'consultation-unknown'])(
  'a tab that comes back and hears %s keeps no keys and no words',
  async (error) => {
    net.answers = { enter: { ok: false, error } };
    const session = await opened();
    expect(await net.reserve?.()).toBe('give-up');
    expect(session.read()).toMatchObject({ ended: true, lines: [] });
    expect([net.closed, [...items.keys()]]).toEqual([1, ['atrium-draft:message/one']]);
  },
);

test('a tab that cannot come back yet keeps them, for when it does', async () => {
  net.answers = { enter: { ok: false, error: 'too-many-requests' } };
  const session = await opened();
  expect(await net.reserve?.()).toBe('retry');
  expect([session.read().ended, items.has(KEPT)]).toEqual([false, true]);
});

test.each([
  ['is over', unknown, false],
  ['has ended', { ok: true, value: { state: 'ended' } }, false],
  ['goes on', { ok: true, value: { state: 'open' } }, true],
  ['cannot be asked about', { ok: false, error: 'unreachable' }, true],
])('a part of the page that is put away, of a talk that %s', async (_what, read, isKept) => {
  net.answers = { read };
  const session = await opened();
  session.close();
  await expect.poll(() => [net.asked, items.has(KEPT)], { interval: 1 }).toEqual([['read'], isKept]);
});

test('who opens another talk keeps nothing of the one before', async () => {
  items.set('atrium-draft:talk/before', '{}');
  await opened();
  expect([items.has(KEPT), items.has('atrium-draft:talk/before')]).toEqual([true, false]);
});
