import { expect, test } from 'vitest';
import type { PanelDoc } from '../../panels/panel-doc.ts';
import { silentHall } from '../../voice/hall-store.ts';
import { hallDoc, NOT_REPORTED, REPORT } from './hall-docs.ts';

const pressable = ({ blocks, foot = [] }: PanelDoc) =>
  [...blocks, ...foot].flatMap((block) =>
    block.kind === 'buttons' ? block.buttons.flatMap(({ id, state }) => (state ? [] : [id])) : [],
  );

const hall = { ...silentHall, isOffered: true, isInTalk: false, reported: null, nameOf: (id: number) => `Heron ${id}` };
const near = [{ avatarId: 7, state: 'connected', speaking: true, muted: false }] as const;

test('voice in the hall is switched on by a press alone; without a relay, and in a private talk, it cannot be', () => {
  expect(pressable(hallDoc(hall, 'en'))).toEqual(['hall:on']);
  expect(pressable(hallDoc({ ...hall, isOffered: false }, 'en'))).toEqual([]);
  expect(pressable(hallDoc({ ...hall, isInTalk: true }, 'en'))).toEqual([]);
  expect(pressable(hallDoc({ ...hall, status: 'on' }, 'en'))).toEqual(['hall:mute', 'hall:off']);
});

test('each voice near one can be muted, blocked and reported, a report after a question alone', () => {
  const doc = hallDoc({ ...hall, status: 'on', near, blocked: [9] }, 'en');
  expect(JSON.stringify(doc)).toContain('Heron 7');
  expect(pressable(doc)).toEqual(
    expect.arrayContaining(['hall-mute:7', 'hall-block:7', `${REPORT}7`, 'hall-unblock:9']),
  );
  const asked = pressable(hallDoc({ ...hall, status: 'on', near, reported: 7 }, 'en'));
  expect(asked).toContain('hall-reason:7:fraud');
  expect(asked).toContain(NOT_REPORTED);
  expect(pressable(doc).some((id) => id.startsWith('hall-reason:'))).toBe(false);
});
