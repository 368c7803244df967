import { afterEach, expect, test, vi } from 'vitest';
import { inviteTo, meetingCode } from './meeting.ts';

function pageAt(address: string) {
  const page = { href: new URL(address, 'https://branch.example') };
  vi.stubGlobal('location', {
    get href() {
      return page.href.href;
    },
    get search() {
      return page.href.search;
    },
  });
  vi.stubGlobal('history', {
    state: null,
    replaceState(_state: unknown, _title: string, to: URL) {
      page.href = to;
    },
  });
  return page;
}

afterEach(() => vi.unstubAllGlobals());

test('a code is read from the address, and nothing else is taken for one', () => {
  pageAt('/?meeting=Ab-12_x');
  expect(meetingCode()).toBe('Ab-12_x');
  for (const bad of ['', '?meeting=', '?meeting=a%20b', `?meeting=${'a'.repeat(33)}`, '?meeting=%3Cb%3E']) {
    pageAt(`/${bad}`);
    expect(meetingCode()).toBeUndefined();
  }
});

test('an invitation names the hall and the branch, nothing else of the address, and binds who invites to it too', () => {
  const page = pageAt('/?branch=compact&sign-in=failed');
  expect(inviteTo('room1')).toBe('https://branch.example/?branch=compact&meeting=room1');
  expect(page.href.searchParams.get('meeting')).toBe('room1');
});

test('who was invited hands on the code that brought them', () => {
  pageAt('/?meeting=first');
  expect(inviteTo('room2')).toBe('https://branch.example/?meeting=first');
});
