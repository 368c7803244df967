import { useBranch } from '../net/branch-store.ts';
import { deskPartner } from '../net/voice-space.ts';
import { useVoice } from './voice-store.ts';

/** Whose body in the hall a voice is: that of the other of the two, if they have one, or that at the desk. Who came in beside them is heard from everywhere. */
export function avatarOf(call: string): number | null {
  const party = useVoice.getState().peers.find((peer) => peer.call === call)?.party;
  if (party !== 'customer' && party !== 'consultant') return null;
  const { partners } = useBranch.getState();
  if (partners.length === 0) return party === 'consultant' ? deskPartner.avatarId : null;
  return partners.length === 1 ? (partners[0] ?? null) : null;
}
