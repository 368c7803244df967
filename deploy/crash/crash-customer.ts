import { setTimeout as delay } from 'node:timers/promises';
import { createTestBrowser } from '../../server/sandbox-bank/testing/test-browser.ts';
import { createTestPhone, type TestPhone } from '../../server/sandbox-bank/testing/test-passkey.ts';
import { listAccounts } from '../../shared/banking.ts';

/** An account as the branch shows it to its owner. */
export interface OwnAccount {
  readonly id: string;
  readonly identification: string;
}

/** A customer with a browser and a passkey, who does again whatever got no answer. */
export interface CrashCustomer {
  readonly username: string;
  readonly accounts: readonly OwnAccount[];
  /** One call of the branch's API. Null: no answer, or none that says anything. */
  call(method: string, path: string, body?: object): Promise<BranchAnswer | null>;
  /** On the bank's page: answers the request that shows this code. Nothing happens where there is none, or the bank is away. */
  decide(code: string, decision: 'approve' | 'deny'): Promise<void>;
}

export interface BranchAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any endpoint, which the callers look into.
  readonly body: any;
}

export interface Addresses {
  readonly branchUrl: string;
  readonly bankUrl: string;
}

/** For what hangs: a server that is killed again and again needs a minute to say something where the machine is busy. */
const PATIENCE_MS = 300_000;
const PAUSE_MS = 150;
const CALL_TIMEOUT_MS = 15_000;

/** Signs in at the bank, by way of the branch. */
export async function createCustomer(addresses: Addresses, username: string): Promise<CrashCustomer> {
  const { branchUrl, bankUrl } = addresses;
  const phone = createTestPhone(bankUrl, username);
  let answering: Promise<void> = Promise.resolve();
  let cookie = await signIn(addresses, username);
  let signingIn: Promise<void> | null = null;

  /** A session that has ended is opened again, once for all calls that found it so. */
  async function signInAgain(ended: string): Promise<void> {
    if (cookie !== ended) return;
    signingIn ??= signIn(addresses, username)
      .then((opened) => {
        cookie = opened;
      })
      .finally(() => {
        signingIn = null;
      });
    await signingIn;
  }

  async function call(method: string, path: string, body?: object): Promise<BranchAnswer | null> {
    try {
      const used = cookie;
      const response = await fetch(branchUrl + path, {
        method,
        headers: { cookie: used, origin: branchUrl, ...(body && { 'content-type': 'application/json' }) },
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      });
      const answer = { status: response.status, body: await response.json() };
      if (answer.status === 401) await signInAgain(used);
      return answer.status === 401 || answer.status >= 500 ? null : answer;
    } catch {
      return null;
    }
  }

  await phone.enrol();
  const listed = await persist(`the accounts of ${username}`, () => call(listAccounts.method, listAccounts.path));
  return {
    username,
    accounts: listed.body.accounts.filter(
      (one: { available: { currency: string } }) => one.available.currency === 'GBP',
    ),
    call,
    decide(code, decision) {
      answering = answering.then(() => answerAtBank(phone, code, decision)).catch(() => {});
      return answering;
    },
  };
}

/** Does it again until it has an answer. */
export async function persist<T>(what: string, act: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const done = await act();
    if (done !== null) return done;
    await delay(PAUSE_MS);
  }
  throw new Error(`no answer in ${PATIENCE_MS / 1000} s: ${what}`);
}

/** Answers the cookie of the branch's session. */
function signIn({ branchUrl, bankUrl }: Addresses, username: string): Promise<string> {
  return persist(`the sign-in of ${username}`, async () => {
    try {
      const begun = await fetch(`${branchUrl}/api/sign-in/customer?returnTo=/flat`, { redirect: 'manual' });
      const browser = createTestBrowser(bankUrl);
      const form = await browser.open(begun.headers.get('location') ?? '');
      const consent = await browser.submit(form, { username, password: `demo-${username}` });
      const back = await browser.submit(consent, { decision: 'allow' });
      if (!back.left) return null;
      const headers = { cookie: cookiesOf(begun) };
      return cookiesOf(await fetch(back.left, { redirect: 'manual', headers })) || null;
    } catch {
      return null;
    }
  });
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}

async function answerAtBank(phone: TestPhone, code: string, decision: 'approve' | 'deny'): Promise<void> {
  const list = await phone.open('/approvals');
  const card = list.html.split('<section').find((section) => section.includes(code));
  const consentId = card && /data-consent="([\w-]+)"/.exec(card)?.[1];
  if (consentId) await phone.send(await phone.question(consentId), consentId, decision);
}
