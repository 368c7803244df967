import type Provider from 'oidc-provider';

/** A grant is nothing until a consent names it, or for staff, a code. Answers its id. */
export async function giveGrant(
  provider: Provider,
  given: {
    readonly accountId: string;
    readonly clientId: string;
    readonly scope: string;
    /** The API whose accounts may be read; none for staff. */
    readonly resource: string | null;
  },
): Promise<string> {
  const grant = new provider.Grant({ accountId: given.accountId, clientId: given.clientId });
  grant.addOIDCScope(given.scope);
  if (given.resource) grant.addResourceScope(given.resource, 'accounts');
  return grant.save();
}
