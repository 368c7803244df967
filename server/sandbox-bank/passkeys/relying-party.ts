/** Who a passkey is made for: it works on this address and on no other. */
export interface RelyingParty {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
}

/** The id is the bank's hostname (an IP address is none: browsers make no passkeys for it). */
export function relyingParty(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl);
  return { id: hostname, name: 'Sandbox Bank', origin };
}
