import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** PEM texts of one side of mutual TLS. */
export interface CertifiedKey {
  readonly certificate: string;
  readonly key: string;
}

export interface MtlsCertificates {
  /** Certificate of the sandbox's own authority, which signed both others. */
  readonly authority: string;
  readonly bank: CertifiedKey;
  readonly branch: CertifiedKey;
}

const LIFETIME_DAYS = 365;
const RENEW_BEFORE_MS = 30 * 24 * 60 * 60_000;
const FILES = {
  authority: 'ca.pem',
  bank: ['bank.pem', 'bank-key.pem'],
  branch: ['branch.pem', 'branch-key.pem'],
} as const;

/**
 * Certificates for mutual TLS at `hostname`, made at the first start and kept in `folder`/mtls, where the branch finds its
 * own; in memory only where `folder` is null. They are made again a month before they end.
 */
export async function loadMtlsCertificates(folder: string | null, hostname: string): Promise<MtlsCertificates> {
  const place = folder && join(folder, 'mtls');
  const kept = place && read(place, hostname);
  if (kept) return kept;
  const made = await make(hostname);
  if (place) write(place, made);
  return made;
}

async function make(hostname: string): Promise<MtlsCertificates> {
  const notBeforeDate = new Date();
  const notAfterDate = new Date(notBeforeDate.getTime() + LIFETIME_DAYS * 24 * 60 * 60_000);
  const common = { keyType: 'ec', algorithm: 'sha256', notBeforeDate, notAfterDate } as const;
  const authority = await generate([{ name: 'commonName', value: 'Sandbox Bank authority' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const certify = async (name: string, usage: { serverAuth: true } | { clientAuth: true }): Promise<CertifiedKey> => {
    const made = await generate([{ name: 'commonName', value: name }], {
      ...common,
      ca: { key: authority.private, cert: authority.cert },
      extensions: [
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', ...usage },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: name },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    });
    return { certificate: made.cert, key: made.private };
  };
  return {
    authority: authority.cert,
    bank: await certify(hostname, { serverAuth: true }),
    branch: await certify('atrium-branch', { clientAuth: true }),
  };
}

/** Null where there are none that will do for this host a while longer. */
function read(place: string, hostname: string): MtlsCertificates | null {
  const text = (file: string) => readFileSync(join(place, file), 'utf8');
  const pair = ([certificate, key]: readonly [string, string]) => ({ certificate: text(certificate), key: text(key) });
  try {
    const kept = { authority: text(FILES.authority), bank: pair(FILES.bank), branch: pair(FILES.branch) };
    return isFresh(kept, hostname) ? kept : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`the certificates in ${place} cannot be read`);
  }
}

function write(place: string, { authority, bank, branch }: MtlsCertificates): void {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const keep = (file: string, text: string) => writeFileSync(join(place, file), text, { mode: 0o600 });
  keep(FILES.authority, authority);
  for (const [[certificate, key], pair] of [
    [FILES.bank, bank],
    [FILES.branch, branch],
  ] as const) {
    keep(certificate, pair.certificate);
    keep(key, pair.key);
  }
}

function isFresh({ bank, branch }: MtlsCertificates, hostname: string): boolean {
  const isValid = ({ certificate }: CertifiedKey) =>
    new X509Certificate(certificate).validToDate.getTime() - RENEW_BEFORE_MS > Date.now();
  return isValid(bank) && isValid(branch) && new X509Certificate(bank.certificate).checkHost(hostname) !== undefined;
}
