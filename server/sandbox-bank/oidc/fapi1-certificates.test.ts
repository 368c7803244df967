import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadMtlsCertificates } from './fapi1-certificates.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-mtls-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("one authority signs the bank's certificate, for its host, and the branch's", async () => {
  const { authority, bank, branch } = await loadMtlsCertificates(null, 'bank.localhost');
  const [ca, server, client] = [authority, bank.certificate, branch.certificate].map((pem) => new X509Certificate(pem));
  expect(ca?.ca).toBe(true);
  for (const one of [server, client]) expect(one?.verify(ca?.publicKey as never)).toBe(true);
  expect(server?.checkHost('bank.localhost')).toBe('bank.localhost');
  expect(server?.checkHost('branch.localhost')).toBeUndefined();
  expect(client?.ca).toBe(false);
});

test('they are made once, kept where nobody else reads them, and made again for another host', async () => {
  const made = await loadMtlsCertificates(folder, 'bank.localhost');
  expect(await loadMtlsCertificates(folder, 'bank.localhost')).toEqual(made);
  expect(statSync(join(folder, 'mtls', 'branch-key.pem')).mode & 0o777).toBe(0o600);
  const other = await loadMtlsCertificates(folder, 'other.localhost');
  expect(other.branch.certificate).not.toBe(made.branch.certificate);
  expect(await loadMtlsCertificates(folder, 'other.localhost')).toEqual(other);
});

test('what cannot be read as a certificate is named, not used', async () => {
  await loadMtlsCertificates(folder, 'bank.localhost');
  writeFileSync(join(folder, 'mtls', 'bank.pem'), 'not a certificate');
  await expect(loadMtlsCertificates(folder, 'bank.localhost')).rejects.toThrow(/mtls/);
});
