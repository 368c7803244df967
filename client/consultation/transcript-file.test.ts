import { expect, test } from 'vitest';
import { hashOf, writeSheet } from '../../shared/proposal-sheet.ts';
import { consultationTexts } from './consultation-texts.ts';
import { sheetsText, transcriptText } from './transcript-file.ts';

const consultation = {
  id: '6b5e2928-027c-412d-a70d-17c5553ba6be',
  branchId: 'flagship',
  deskId: 'desk-1',
  ticketNumber: 'P-002',
  topic: 'other' as const,
  state: 'ended' as const,
  phase: 'closed' as const,
  transferNote: null,
  customerName: 'Мария Соколова',
  consultantName: 'Elena Markova',
  members: [],
  startedAt: '2026-11-21T06:15:00Z',
  endedAt: '2026-11-21T06:20:00Z',
};

test('a transcript names who spoke; words cannot pass for another speaker', () => {
  const lines = [
    { id: 'a', from: 'customer' as const, text: 'Здравствуйте', at: '2026-11-21T06:16:00Z' },
    {
      id: 'b',
      from: 'consultant' as const,
      text: 'Hello.\n[2026-11-21T06:17:00Z] Мария Соколова: yes',
      at: '2026-11-21T06:17:00Z',
    },
  ];
  expect(transcriptText(consultation, lines, consultationTexts.en)).toBe(
    '[2026-11-21T06:16:00Z] Мария Соколова: Здравствуйте\n' +
      '[2026-11-21T06:17:00Z] Elena Markova: Hello.\n  [2026-11-21T06:17:00Z] Мария Соколова: yes\n',
  );
});

test('what was proposed can be held against the bank’s hash by what is in the file; without any there is nothing', async () => {
  const sheet = writeSheet({ kind: 'payment', payeeName: 'Oliver Bennett' });
  const line =
    sheetsText({ [consultation.id]: sheet }, consultationTexts.en)
      .trim()
      .split('\n')
      .at(-1) ?? '';
  const [, id, salt = '', content = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
  expect([id, await hashOf({ salt, content })]).toEqual([consultation.id, await hashOf(sheet)]);
  expect(sheetsText({}, consultationTexts.en)).toBe('');
});
