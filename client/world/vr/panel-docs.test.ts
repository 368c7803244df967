import { expect, test, vi } from 'vitest';
import type { PanelDoc } from '../../panels/panel-doc.ts';
import { layOut } from '../../panels/panel-layout.ts';
import { FIRST_SENSES } from '../../ui/senses.ts';
import { silentView, type VoiceView } from '../../voice/voice-store.ts';
import { FIRST_COMFORT } from '../../xr/comfort.ts';
import { comfortTexts } from '../comfort-texts.ts';
import { worldTexts } from '../world-texts.ts';
import { ENTER, SEND, talkDoc, ticketDoc } from './feature-docs.ts';
import { helpDoc, MEASURE, menuDoc, settingsDoc } from './menu-docs.ts';
import { voiceBlocks } from './voice-docs.ts';
import { vrTexts } from './vr-texts.ts';

/** Broad letters: what fits with them fits. */
const measure = (text: string, font: string) => text.length * (font === 'small' ? 16 : 20);
const regions = (doc: PanelDoc) => {
  const first = layOut(doc, 0, measure);
  return Array.from({ length: first.pages }, (_, page) => layOut(doc, page, measure)).flatMap((page) => page.regions);
};
const pressable = (doc: PanelDoc) =>
  regions(doc)
    .filter(({ isDisabled }) => !isDisabled)
    .map(({ id }) => id);

test.each(['en', 'ru'] as const)('the menu offers everything, and the talk only while there is one: %s', (language) => {
  const menu = (hasTalk: boolean) =>
    menuDoc({ kiosk: { kind: 'idle' }, hasTalk }, vrTexts[language], worldTexts[language]);
  expect(pressable(menu(true))).toContain('talk');
  expect(pressable(menu(false))).not.toContain('talk');
  for (const id of ['ticket', 'accounts', 'places', 'settings', 'help', 'leave'])
    expect(pressable(menu(false))).toContain(id);
  expect(regions(helpDoc(vrTexts[language], worldTexts[language], language))).not.toHaveLength(0);
});

test('a ticket is taken once: while it is being taken no topic can be pressed; when called one can enter', () => {
  const known = {
    ticket: null,
    error: null,
    signedIn: true,
    phone: { kind: 'idle' },
    lookOut: 'none',
    deskLabel: 'Desk 1',
  } as const;
  expect(pressable(ticketDoc({ ...known, busy: false }, 'en'))).toContain('take:payments');
  expect(pressable(ticketDoc({ ...known, busy: true }, 'en'))).not.toContain('take:payments');
  expect(pressable(ticketDoc({ ...known, busy: false, ticket: CALLED }, 'en'))).toContain(ENTER);
});

test('a message can be sent when there is one and the link is there', () => {
  const talk = {
    table: [],
    voice: [],
    status: 'connected',
    lines: [],
    waiting: [],
    sealed: { head: [], foot: [] },
    here: { customer: true, consultant: true },
    supervisor: null,
    colleague: false,
    ended: false,
    unsent: null,
    view: { customerName: 'Anna', consultantName: 'Elena', ticketNumber: 'A-001', members: [] } as never,
    error: null,
    draft: 'Hello',
    keys: null,
  } as const;
  expect(pressable(talkDoc(talk, 'en'))).toContain(SEND);
  expect(pressable(talkDoc({ ...talk, draft: '  ' }, 'en'))).not.toContain(SEND);
  expect(pressable(talkDoc({ ...talk, status: 'reconnecting' }, 'en'))).not.toContain(SEND);
});

test('in a headset one joins by voice, mutes, and leaves', () => {
  const pressed = (voice: VoiceView) =>
    voiceBlocks(voice, 'Elena', 'en').flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const labels = (change: Partial<VoiceView>) => pressed({ ...silentView, ...change }).map(({ label }) => label);
  expect(labels({})).toEqual(['Join with voice']);
  expect(labels({ status: 'asking' })).toEqual(['Cancel']);
  expect(labels({ status: 'on' })).toEqual(['Mute', 'Leave voice']);
  expect(labels({ status: 'on', muted: true })).toEqual(['Unmute', 'Leave voice']);
});

test('who sits can have their height measured, who stands is not asked', () => {
  const settings = (seated: boolean) =>
    pressable(settingsDoc({ ...FIRST_COMFORT, seated }, FIRST_SENSES, 'en', vrTexts.en, comfortTexts.en));
  expect(settings(true)).toContain(MEASURE);
  expect(settings(false)).not.toContain(MEASURE);
});

test('who waits reads how long and can be followed by phone; who was missed comes back with one press', () => {
  vi.stubGlobal('location', { origin: 'https://branch.example' });
  const phone = { kind: 'idle' } as const;
  const known = { error: null, busy: false, signedIn: true, phone, lookOut: 'none', deskLabel: '' } as const;
  const estimate = { lowSeconds: 120, likelySeconds: 300, highSeconds: 700 };
  const ticket = { ...(CALLED as object), state: 'waiting', ahead: 2, estimate, followPath: '/ticket/abc' } as never;
  const waiting = ticketDoc({ ...known, ticket }, 'en');
  expect(JSON.stringify(waiting)).toContain('About 5 min. Eight in ten such waits last 2 to 12 min.');
  expect(waiting.blocks).toContainEqual(
    expect.objectContaining({ kind: 'qr', text: 'https://branch.example/ticket/abc' }),
  );
  expect(
    JSON.stringify(ticketDoc({ ...known, ticket: { ...(ticket as object), estimate: null } as never }, 'ru')),
  ).toContain('сколько ждать, неизвестно');
  const missed = { ...(ticket as object), state: 'no-show', returnBefore: '2026-11-21T10:32:00.000Z' } as never;
  expect(pressable(ticketDoc({ ...known, ticket: missed }, 'en'))).toContain('take:payments');
  vi.unstubAllGlobals();
});

const CALLED = {
  id: '0193a7a0-0000-7000-8000-000000000000',
  branchId: 'flagship',
  number: 'A-001',
  topic: 'payments',
  state: 'called',
  ahead: 0,
  deskId: 'desk-1',
  consultationId: '0193a7a0-0000-7000-8000-000000000001',
} as never;
