import type { Kysely } from 'kysely';
import type Provider from 'oidc-provider';
import type { ConsentStore } from '../api/consent-store.ts';
import type { BankTables } from '../bank-tables.ts';
import type { WebSession } from '../pages/web-session.ts';
import { BRANCH_NAME_PARAM, DEVICE_KIND_PARAM, type DeviceKind } from './device-flow.ts';
import { giveGrant } from './give-grant.ts';
import { INTENT_PARAM } from './providers.ts';

/** A device that waits to be signed in. */
export interface DeviceRequest {
  /** As it is shown: `BCDF-GHJK`. */
  readonly userCode: string;
  readonly device: DeviceKind;
  readonly branchName: string;
}

export type DeviceRefusal = 'unknown' | 'expired' | 'decided';

export interface DeviceService {
  /** Finds a request by its code, typed in any case, with or without the hyphen. */
  find(userCode: string): Promise<DeviceRequest | DeviceRefusal>;
  /** Signs the device in as the customer of this web session, and gives it the consent that it asked for. */
  allow(userCode: string, session: WebSession): Promise<'allowed' | DeviceRefusal>;
  /** Ends the request: the device is told, and its consent is rejected. */
  deny(userCode: string): Promise<'denied' | DeviceRefusal>;
}

export interface DeviceServiceDeps {
  readonly provider: Provider;
  readonly db: Kysely<BankTables>;
  readonly consents: ConsentStore;
  readonly resource: string;
}

export function createDeviceService({ provider, db, consents, resource }: DeviceServiceDeps): DeviceService {
  async function open(userCode: string) {
    const normalized = userCode.toUpperCase().replace(/[^A-Z]/g, '');
    const code = await provider.DeviceCode.findByUserCode(normalized, { ignoreExpiration: true });
    if (!code) return 'unknown';
    if (code.accountId || code.error) return 'decided';
    return code.isExpired ? 'expired' : code;
  }
  const param = (code: { params?: Record<string, unknown> | undefined }, name: string) => String(code.params?.[name]);

  return {
    async find(userCode) {
      const code = await open(userCode);
      if (typeof code === 'string') return code;
      return {
        userCode: code.userCode.replace(/^(.{4})/, '$1-'),
        device: param(code, DEVICE_KIND_PARAM) as DeviceKind,
        branchName: param(code, BRANCH_NAME_PARAM),
      };
    },

    async allow(userCode, session) {
      const code = await open(userCode);
      if (typeof code === 'string') return code;
      const clientId = String(code.clientId);
      const customer = session.person.subject;
      const scope = param(code, 'scope');
      const grantId = await giveGrant(provider, { accountId: customer, clientId, scope, resource });
      // The consent is where two answers meet: it is awaiting once, and only who finds it so goes on.
      if (!(await consents.authorise(param(code, INTENT_PARAM), 'account', { clientId, customer, grantId })))
        return 'decided';
      await db.insertInto('device_session').values({ grant_id: grantId, session_id: session.id }).execute();
      const authTime = Math.floor(Date.now() / 1000);
      await Object.assign(code, { accountId: customer, grantId, scope, resource, authTime }).save();
      return 'allowed';
    },

    async deny(userCode) {
      const code = await open(userCode);
      if (typeof code === 'string') return code;
      const consentId = param(code, INTENT_PARAM);
      await consents.reject(consentId, 'account');
      if ((await consents.find(consentId, 'account'))?.status === 'AUTH') return 'decided';
      await Object.assign(code, { error: 'access_denied', errorDescription: 'denied by the customer' }).save();
      return 'denied';
    },
  };
}
