import { base64url, CompactSign, compactVerify, type JWTVerifyGetKey } from 'jose';

/** Header claims of the UK Open Banking message signature, all critical. */
const NAMESPACE = 'http://openbanking.org.uk/';
const CRITICAL = { [`${NAMESPACE}iat`]: true, [`${NAMESPACE}iss`]: true, [`${NAMESPACE}tan`]: true };

export interface DetachedSigner {
  /** PS256 private key. */
  readonly key: CryptoKey;
  readonly kid: string;
  /** `iss`: who signs. */
  readonly issuer: string;
  /** `tan`: the domain whose directory vouches for the key. */
  readonly trustAnchor: string;
  readonly issuedAt: Date;
}

/** Signs a message body as `header..signature` (RFC 7515, appendix F). The body must be sent byte for byte as signed. */
export async function signDetached(
  body: string,
  { key, kid, issuer, trustAnchor, issuedAt }: DetachedSigner,
): Promise<string> {
  const compact = await new CompactSign(new TextEncoder().encode(body))
    .setProtectedHeader({
      alg: 'PS256',
      kid,
      typ: 'JOSE',
      cty: 'application/json',
      crit: Object.keys(CRITICAL),
      [`${NAMESPACE}iat`]: Math.floor(issuedAt.getTime() / 1000),
      [`${NAMESPACE}iss`]: issuer,
      [`${NAMESPACE}tan`]: trustAnchor,
    })
    .sign(key, { crit: CRITICAL });
  const [header, , signature] = compact.split('.');
  return `${header}..${signature}`;
}

export interface DetachedClaims {
  readonly kid: string | undefined;
  readonly issuer: string;
  readonly trustAnchor: string;
  readonly issuedAt: Date;
}

/** Verifies a detached signature over the exact body received. Throws where it is not one, or not of these keys. */
export async function verifyDetached(body: string, detached: string, keys: JWTVerifyGetKey): Promise<DetachedClaims> {
  const [header, payload, signature, ...rest] = detached.split('.');
  if (!header || payload !== '' || !signature || rest.length > 0) throw new Error('not a detached signature');
  const { protectedHeader } = await compactVerify(
    `${header}.${base64url.encode(body)}.${signature}`,
    // A compact JWS and a JWT find their key alike; jose types them apart.
    keys as unknown as Parameters<typeof compactVerify>[1],
    { crit: CRITICAL, algorithms: ['PS256'] },
  );
  return {
    kid: protectedHeader.kid,
    issuer: String(protectedHeader[`${NAMESPACE}iss`]),
    trustAnchor: String(protectedHeader[`${NAMESPACE}tan`]),
    issuedAt: new Date(Number(protectedHeader[`${NAMESPACE}iat`]) * 1000),
  };
}
