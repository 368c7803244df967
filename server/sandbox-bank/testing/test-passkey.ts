import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { createTestBrowser, type Page, type TestBrowser } from './test-browser.ts';

/** What a wrong authenticator, or a page of someone else, would do; the default is the right one. */
export interface PasskeyDeviation {
  readonly isUserVerified?: boolean;
  readonly rpId?: string;
  /** Claims another user than the passkey was made for. */
  readonly userHandle?: string;
}

/** A software authenticator: one ES256 passkey, made and used without a browser. */
export interface TestPasskey {
  readonly credentialId: string;
  /** Makes the passkey: the answer of `navigator.credentials.create`, attestation "none". */
  enrol(
    options: PublicKeyCredentialCreationOptionsJSON,
    origin: string,
    deviation?: PasskeyDeviation,
  ): RegistrationResponseJSON;
  /** Uses it: the answer of `navigator.credentials.get`. */
  sign(
    options: PublicKeyCredentialRequestOptionsJSON,
    origin: string,
    deviation?: PasskeyDeviation,
  ): AuthenticationResponseJSON;
}

const UP = 0x01;
const UV = 0x04;
const ATTESTED = 0x40;
const COUNTER_BYTES = 4;

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();

/**
 * `firstCounter` 0 does not count, as passkeys that are synced between devices do not; from 1 on, it counts each use.
 */
export function createTestPasskey(firstCounter = 0): TestPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const credentialId = credential.toString('base64url');
  let counter = firstCounter;
  let userHandle = '';

  function authenticatorData(rpId: string, isUserVerified: boolean, attested?: Buffer): Buffer {
    const flags = UP | (isUserVerified ? UV : 0) | (attested ? ATTESTED : 0);
    const count = Buffer.alloc(COUNTER_BYTES);
    count.writeUInt32BE(counter);
    if (firstCounter > 0) counter += 1;
    return Buffer.concat([sha256(rpId), Buffer.of(flags), count, attested ?? Buffer.alloc(0)]);
  }

  return {
    credentialId,
    enrol(options, origin, { isUserVerified = true, rpId = options.rp.id ?? '' } = {}) {
      userHandle = options.user.id;
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credential.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, credential, coseKey(x, y)]);
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(authenticatorData(rpId, isUserVerified, attested))],
      ]);
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
          attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    sign(options, origin, deviation = {}) {
      const { isUserVerified = true, rpId = options.rpId ?? '' } = deviation;
      const data = authenticatorData(rpId, isUserVerified);
      const client = clientData('webauthn.get', options.challenge, origin);
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
          userHandle: deviation.userHandle ?? userHandle,
        },
      };
    },
  };
}

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

/** COSE_Key of an ES256 public key: kty EC2, alg ES256, crv P-256. */
function coseKey(x: string, y: string): Buffer {
  const fields: [number, unknown][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ];
  return Buffer.from(isoCBOR.encode(new Map(fields) as never));
}

/** One customer with a browser and a passkey of their own, at the bank's pages over plain HTTP. */
export interface TestPhone {
  readonly browser: TestBrowser;
  readonly passkey: TestPasskey;
  /** Signs in with the demo password where nobody is; answers the page. */
  open(path: string): Promise<Page>;
  /** Asks for the code, reads it from the text messages, makes the passkey. Throws where the bank says no. */
  enrol(): Promise<void>;
  /** The question about one consent: throws where it is not waiting for this customer. Null options: no passkey yet. */
  question(consentId: string): Promise<Question>;
  /** Sends an answer to a question that was asked earlier; `assertion` takes the place of the passkey's own. */
  send(
    question: Question,
    consentId: string,
    decision: 'approve' | 'deny',
    assertion?: AuthenticationResponseJSON,
  ): Promise<{ readonly status: number; readonly outcome: string | undefined }>;
  /** Makes a passkey where there is none, and answers what came of it, in the bank's words (`approved`, `denied`, `already-approved`, `expired` …). */
  answer(consentId: string, decision: 'approve' | 'deny'): Promise<string>;
}
export interface Question {
  readonly csrf: string;
  readonly nonce: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON | null;
  readonly page: Page;
}

/** `bankUrl` is the bank's `BANK_PUBLIC_URL`, by a hostname and not an IP address: passkeys know no others. */
export function createTestPhone(bankUrl: string, username: string, passkey = createTestPasskey()): TestPhone {
  const browser = createTestBrowser(bankUrl);

  async function open(path: string): Promise<Page> {
    const page = await browser.open(path);
    if (!page.html.includes('action="/approvals/sign-in"')) return page;
    const signedIn = await browser.submit(page, { username, password: `demo-${username}` }, '/approvals/sign-in');
    if (signedIn.status !== 200) throw new Error(`the bank did not sign ${username} in (${signedIn.status})`);
    return browser.open(path);
  }

  async function enrol(): Promise<void> {
    await open('/approvals');
    const asked = await browser.submit(await browser.open('/passkeys/new?again'), { password: `demo-${username}` });
    if (!asked.html.includes('id="enrol"')) throw new Error(`the bank sent no code (${asked.status})`);
    const code = readCode(await browser.open('/sandbox/messages'));
    const csrf = attribute(asked.html, /name="csrf" value="([^"]*)"/);
    const begun = await browser.post<PublicKeyCredentialCreationOptionsJSON>('/passkeys/options', { csrf, code });
    if (begun.status !== 200) throw new Error(`the bank refused the code: ${JSON.stringify(begun.body)}`);
    const credential = JSON.stringify(passkey.enrol(begun.body, bankUrl));
    const made = await browser.post('/passkeys', { csrf, credential });
    if (made.status !== 200) throw new Error(`the bank refused the passkey: ${JSON.stringify(made.body)}`);
  }

  async function question(consentId: string): Promise<Question> {
    const page = await open(`/approvals/${consentId}`);
    const form = new RegExp(`<form[^>]*action="/approvals/${consentId}"[^>]*>`).exec(page.html)?.[0];
    if (!form) throw new Error(`${consentId} does not wait for ${username}:\n${page.html}`);
    const options = attribute(form, /data-options="([^"]*)"/);
    return {
      csrf: attribute(page.html, /name="csrf" value="([^"]*)"/),
      nonce: attribute(form, /data-nonce="([^"]*)"/),
      options: options === '' ? null : JSON.parse(options),
      page,
    };
  }

  async function send(
    { csrf, nonce, options }: Question,
    consentId: string,
    decision: 'approve' | 'deny',
    assertion = options && passkey.sign(options, bankUrl),
  ) {
    const yes = { nonce, credential: JSON.stringify(assertion) };
    const fields = { csrf, decision, ...(decision === 'approve' && yes) };
    const { status, body } = await browser.post<{ outcome?: string }>(`/approvals/${consentId}`, fields);
    return { status, outcome: body.outcome };
  }

  return {
    browser,
    passkey,
    open,
    enrol,
    question,
    send,
    async answer(consentId, decision) {
      let asked = await question(consentId);
      const isMine = () => asked.options?.allowCredentials?.some(({ id }) => id === passkey.credentialId) ?? false;
      if (decision === 'approve' && !isMine()) {
        await enrol();
        asked = await question(consentId);
      }
      const { outcome, status } = await send(asked, consentId, decision);
      if (!outcome) throw new Error(`the bank took no answer (${status})`);
      return outcome;
    },
  };
}

/** The code in the newest text message. */
export function readCode(messages: Page): string {
  return attribute(messages.html, /: (\d{6}) is your code/);
}

function attribute(markup: string, pattern: RegExp): string {
  const escaped = pattern.exec(markup)?.[1] ?? '';
  return escaped.replace(/&#(\d+);/g, (_match, code: string) => String.fromCharCode(Number(code)));
}

const phones = new Map<string, { readonly phone: TestPhone; last: Promise<unknown> }>();

/**
 * A customer's answer, from nothing: signs in at the bank's page, makes a passkey where this process has made none for them
 * at this bank (five an hour and customer are allowed), and approves or denies. One answer of a customer goes after another.
 * Answers the bank's word for what came of it; throws where the bank cannot be reached or the consent does not wait.
 */
export function approveByPasskey(
  bankUrl: string,
  username: string,
  consentId: string,
  decision: 'approve' | 'deny' = 'approve',
): Promise<string> {
  const key = `${bankUrl} ${username}`;
  const entry = phones.get(key) ?? { phone: createTestPhone(bankUrl, username), last: Promise.resolve() };
  phones.set(key, entry);
  const answer = entry.last.then(() => entry.phone.answer(consentId, decision));
  entry.last = answer.catch(() => {});
  return answer;
}
