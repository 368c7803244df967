import type { RemotePerson } from '../avatars/RemoteAvatars.tsx';

/** Muted, told apart from each other and from the brand's own. */
const CUSTOMER_COLOURS = [
  '#6b6480',
  '#7a5c50',
  '#4f6380',
  '#80684a',
  '#6f7180',
  '#85606c',
  '#57707a',
  '#6e6a4f',
] as const;
const GUEST_COLOUR = '#9a9c9b';

/** Staff wear the brand, guests grey, customers one of a few calm colours that stays theirs while they are here. */
export function personColour({ role, avatarId }: RemotePerson, brand: string): string {
  if (role === 'consultant' || role === 'supervisor') return brand;
  if (role !== 'customer') return GUEST_COLOUR;
  return CUSTOMER_COLOURS[avatarId % CUSTOMER_COLOURS.length] ?? GUEST_COLOUR;
}
