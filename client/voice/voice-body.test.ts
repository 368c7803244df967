import { afterEach, expect, test } from 'vitest';
import type { Party } from '../../shared/consultation-members.ts';
import { emptyBranchView, useBranch } from '../net/branch-store.ts';
import { deskPartner } from '../net/voice-space.ts';
import { avatarOf } from './voice-body.ts';
import { silentView, useVoice } from './voice-store.ts';

const SEATED = 70_001;
const hears = (party: Party) =>
  useVoice.setState({
    ...silentView,
    peers: [{ call: 'call', party, muted: false, state: 'connected', speaking: false }],
  } as never);
afterEach(() => {
  useBranch.setState(emptyBranchView);
  useVoice.setState(silentView);
  deskPartner.avatarId = null;
});

test('a consultant’s voice comes from their own body, else from the one at their desk, else from everywhere', () => {
  hears('consultant');
  expect(avatarOf('call')).toBeNull();
  deskPartner.avatarId = SEATED;
  expect(avatarOf('call')).toBe(SEATED);
  useBranch.setState({ partners: [7] });
  expect(avatarOf('call')).toBe(7);
});

test('no other voice comes from the body at the desk', () => {
  deskPartner.avatarId = SEATED;
  for (const party of ['customer', 'supervisor', 'colleague'] as const) {
    hears(party);
    expect(avatarOf('call')).toBeNull();
  }
});
