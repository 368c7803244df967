import { expect, test } from 'vitest';
import { type DutyEvent, replayDuty } from './duty-rules.ts';

const on: DutyEvent = { kind: 'on', deskId: 'desk-1' };
const paused: DutyEvent = { kind: 'paused', reason: 'lunch' };
const off: DutyEvent = { kind: 'off', deskId: 'desk-2' };

test('a duty is told by its trail: at which desk, and whether it pauses', () => {
  expect(replayDuty([])).toBeNull();
  expect(replayDuty([on, paused])).toEqual({ deskId: 'desk-1', pause: 'lunch' });
  expect(replayDuty([on, paused, { kind: 'resumed' }])).toEqual({ deskId: 'desk-1', pause: null });
  expect(replayDuty([on, paused, { kind: 'moved', deskId: 'desk-2' }])).toEqual({ deskId: 'desk-2', pause: null });
  expect(replayDuty([on, off])).toBeNull();
});

test('who is not on duty cannot pause, move or leave; who is cannot begin again', () => {
  expect(replayDuty([paused])).toBeUndefined();
  expect(replayDuty([off])).toBeUndefined();
  expect(replayDuty([on, on])).toBeUndefined();
  expect(replayDuty([on, off, { kind: 'resumed' }])).toBeUndefined();
});
