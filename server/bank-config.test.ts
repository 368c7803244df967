import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBankConfig } from './bank-config.ts';
import { ConfigError } from './config-error.ts';

let folder: string;
let file: string;
let certificate: string;
const key = { kty: 'RSA', kid: 'branch-2026', d: 'x' };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-bank-config-'));
  file = join(folder, 'bank.json');
  const [own, other] = [await generate([], { algorithm: 'sha256' }), await generate([], { algorithm: 'sha256' })];
  certificate = own.cert;
  writeFileSync(join(folder, 'client.pem'), own.cert);
  writeFileSync(join(folder, 'client-key.pem'), own.private);
  writeFileSync(join(folder, 'other-key.pem'), other.private);
  writeFileSync(join(folder, 'branch.json'), JSON.stringify({ ...key, kid: 'branch-of-this-bank' }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const bank = {
  name: 'Example Bank',
  standard: 'open-banking-uk-v3.1',
  security: { profile: 'fapi1-advanced', certificateFile: 'client.pem', keyFile: 'client-key.pem' },
  issuer: 'https://auth.bank.example/',
  clientId: 'branch',
  clientKeyFile: 'branch.json',
  apiUrl: 'https://api.bank.example/open-banking/v3.1/',
  approvalsUrl: 'https://bank.example/approve',
  otherOrigins: ['https://keys.bank.example'],
  timeZone: 'Europe/Dublin',
  limits: { EUR: { payment: '500.00', day: '750.5' }, JPY: { payment: '100', day: '100' } },
  upstreams: [
    { origin: 'https://api.bank.example', addresses: ['10.0.0.1:8443', '[::1]:8443'] },
    { origin: 'https://auth.bank.example', srv: '_https._tcp.auth.bank.example' },
  ],
};

function read(changes: object = {}) {
  writeFileSync(file, JSON.stringify({ ...bank, ...changes }));
  return readBankConfig(file, 'http://bank.localhost:4000', key);
}

test('without a file the bank is the sandbox', () => {
  const sandbox = readBankConfig(undefined, 'http://bank.localhost:4000', key);
  expect(sandbox).toMatchObject({
    standard: 'open-banking-uk-v4.0',
    security: { profile: 'fapi2' },
    clientKey: key,
    extensionsUrl: 'http://bank.localhost:4000/sandbox-extensions/v1',
    resource: 'http://bank.localhost:4000/open-banking/v4.0',
    origins: ['http://bank.localhost:4000'],
    timeZone: 'Europe/London',
  });
  expect(sandbox.limits.get('GBP')).toEqual({ paymentMinor: 10_000_00n, dayMinor: 25_000_00n });
  expect(sandbox.limits.get('JPY')).toEqual({ paymentMinor: 1_500_000n, dayMinor: 4_000_000n });
});

test('a file says all of a bank; what it names lies beside it', () => {
  const config = read();
  expect(config).toMatchObject({
    standard: 'open-banking-uk-v3.1',
    security: { profile: 'fapi1-advanced', tls: { certificate, ca: null } },
    clientKey: { kid: 'branch-of-this-bank' },
    apiUrl: 'https://api.bank.example/open-banking/v3.1',
    extensionsUrl: null,
    timeZone: 'Europe/Dublin',
  });
  expect(config.issuer.href).toBe('https://auth.bank.example/');
  expect(config.limits.get('EUR')).toEqual({ paymentMinor: 500_00n, dayMinor: 750_50n });
  expect(config.limits.has('GBP')).toBe(false);
  expect(config.upstreams[1]).toEqual({
    origin: 'https://auth.bank.example',
    source: { srv: '_https._tcp.auth.bank.example' },
  });
});

test('only the origins that a bank names get requests; where people are sent is none of them', () => {
  expect(read().origins).toEqual([
    'https://auth.bank.example',
    'https://api.bank.example',
    'https://keys.bank.example',
  ]);
});

test.each([
  ['an unknown setting', { aprovalsUrl: 'https://bank.example' }, /aprovalsUrl/],
  ['an unknown standard', { standard: 'berlin-group' }, /standard/],
  ['a profile without its certificate', { security: { profile: 'fapi1-advanced' } }, /security\.certificateFile/],
  ['a certificate that is not there', { security: { ...bank.security, keyFile: 'gone.pem' } }, /security\.keyFile/],
  ["another certificate's key", { security: { ...bank.security, keyFile: 'other-key.pem' } }, /security/],
  ['a certificate that is none', { security: { ...bank.security, certificateFile: 'branch.json' } }, /security/],
  ['a key that is none', { clientKeyFile: 'client.pem' }, /clientKeyFile/],
  ['an address that is none', { apiUrl: 'ftp://api.bank.example' }, /apiUrl/],
  ['an origin with a path', { otherOrigins: ['https://keys.bank.example/jwks'] }, /otherOrigins/],
  ['mutual TLS in clear text', { apiUrl: 'http://api.bank.example' }, /security/],
  ['a zone that is none', { timeZone: 'Europe/Atlantis' }, /timeZone/],
  ['a limit with too many decimals', { limits: { JPY: { payment: '1.5', day: '2' } } }, /limits\.JPY/],
  ['a payment above the day', { limits: { GBP: { payment: '2', day: '1' } } }, /limits\.GBP/],
  ['a currency that is none', { limits: { ABC: { payment: '1', day: '1' } } }, /limits\.ABC/],
  [
    'an upstream without a port',
    { upstreams: [{ origin: 'https://api.bank.example', addresses: ['10.0.0.1'] }] },
    /upstreams/,
  ],
  [
    'an upstream of another origin',
    { upstreams: [{ origin: 'https://evil.example', addresses: ['10.0.0.1:443'] }] },
    /evil\.example/,
  ],
])('%s is refused in one line that names it', (_what, changes, name) => {
  expect(read().name).toBe('Example Bank');
  expect(() => read(changes)).toThrow(ConfigError);
  expect(() => read(changes)).toThrow(name);
  expect(() => read(changes)).toThrow(/^[^\n]*$/);
});

test('a file that is not there is named', () => {
  expect(() => readBankConfig('/nowhere/bank.json', 'http://x.localhost', key)).toThrow(/BANK_CONFIG_FILE.*nowhere/);
});
