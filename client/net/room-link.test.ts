import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CloseCode } from '../../shared/rooms.ts';
import { ANSWER_WITHIN_MS, ASK_AFTER_MS } from './pulse.ts';

/** Rooms that the fake client has joined, oldest first, and what a test decides about them. */
const net = vi.hoisted(() => ({ rooms: [] as FakeRoom[], joinMs: 50, answers: true }));

class FakeRoom {
  readonly reconnection = { enabled: true };
  readonly #onLeave: ((code: number) => void)[] = [];
  isLeft = false;
  readonly connection = { close: (code: number) => this.end(code) };
  onLeave(listener: (code: number) => void) {
    this.#onLeave.push(listener);
  }
  ping(answered: () => void) {
    if (net.answers) setTimeout(answered, 20);
  }
  leave() {
    this.isLeft = true;
    return Promise.resolve(1000);
  }
  end(code: number) {
    for (const listener of this.#onLeave) listener(code);
  }
}

vi.mock('@colyseus/sdk', () => ({
  CloseCode: { MAY_TRY_RECONNECT: 4010 },
  Client: class {
    consumeSeatReservation() {
      return new Promise((joined) => {
        setTimeout(() => {
          const room = new FakeRoom();
          net.rooms.push(room);
          joined(room);
        }, net.joinMs);
      });
    }
  },
}));
const { openRoomLink } = await import('./room-link.ts');

const page = new EventTarget();
const LONGEST_WAIT_MS = 8000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', { origin: 'http://branch.test' });
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  Object.assign(net, { rooms: [], joinMs: 50, answers: true });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function open({ seats = () => 'given' as 'given' | 'none' } = {}) {
  const statuses: unknown[] = [];
  let reserved = 0;
  const link = openRoomLink({
    reserve: async () => {
      reserved++;
      return seats() === 'given' ? { seat: {} as never } : 'retry';
    },
    onJoin: () => {},
    onStatus: (...status) => statuses.push(status.length > 1 ? status : status[0]),
    shouldReturn: (code) => code !== CloseCode.takenOver,
  });
  return { link, statuses, reserved: () => reserved };
}
const pass = (timeMs: number) => vi.advanceTimersByTimeAsync(timeMs);

test('a link that falls silent is given up in a stated time, and made anew with a fresh seat', async () => {
  const { link, statuses, reserved } = open();
  await pass(100);
  expect(link.room()).toBe(net.rooms[0]);
  net.answers = false;
  await pass(ASK_AFTER_MS + ANSWER_WITHIN_MS);
  expect(statuses).toEqual(['connecting', 'connected', 'reconnecting']);
  net.answers = true;
  await pass(1100);
  expect(statuses.at(-1)).toBe('connected');
  expect([reserved(), link.room()]).toEqual([2, net.rooms[1]]);
  link.close();
});

test('who is taken over is told so with its code, and does not come back by itself', async () => {
  const { statuses, reserved } = open();
  await pass(100);
  net.rooms[0]?.end(CloseCode.takenOver);
  await pass(60_000);
  page.dispatchEvent(new Event('online'));
  await pass(60_000);
  expect(statuses).toEqual(['connecting', 'connected', ['refused', CloseCode.takenOver]]);
  expect(reserved()).toBe(1);
});

test('who is let go to be in another room asks for a seat there within two seconds, and is not told of a loss', async () => {
  const { link, statuses } = open();
  await pass(100);
  net.rooms[0]?.end(CloseCode.moved);
  await pass(2100);
  expect(statuses).toEqual(['connecting', 'connected', 'connecting', 'connected']);
  link.close();
});

test('when the network comes back the next attempt is made at once, not when its wait is over', async () => {
  let seat: 'given' | 'none' = 'none';
  vi.spyOn(Math, 'random').mockReturnValue(0.99);
  const { link, statuses } = open({ seats: () => seat });
  await pass(60_000);
  seat = 'given';
  page.dispatchEvent(new Event('online'));
  await pass(400);
  expect(statuses.at(-1)).toBe('connected');
  link.close();
  vi.restoreAllMocks();
});

test('without such a word it comes back within the longest wait', async () => {
  let seat: 'given' | 'none' = 'none';
  const { link, statuses } = open({ seats: () => seat });
  await pass(60_000);
  seat = 'given';
  await pass(LONGEST_WAIT_MS + 100);
  expect(statuses.at(-1)).toBe('connected');
  link.close();
});

test('an attempt that comes in after it was given up is left at once, and does not stand in the next one’s way', async () => {
  net.joinMs = 30_000;
  const { link, reserved } = open();
  await pass(15_000);
  net.joinMs = 50;
  await pass(3000);
  expect(reserved()).toBe(2);
  const mine = link.room();
  await pass(15_000);
  const [first, late] = net.rooms;
  expect(first).toBe(mine);
  expect([link.room(), late?.isLeft, net.rooms[0]?.isLeft]).toEqual([mine, true, false]);
  link.close();
});

test('closed by its owner, it stays closed', async () => {
  const { link, statuses, reserved } = open();
  await pass(100);
  link.close();
  net.rooms[0]?.end(1000);
  await pass(60_000);
  expect([statuses.at(-1), reserved(), net.rooms[0]?.isLeft]).toEqual(['closed', 1, true]);
});
