// The customer's phone: new requests appear by themselves, a yes is signed by a passkey, and whatever happens to the
// connection, the page says what became of an answer. The server's page is the truth; here nothing is decided.
import { startAuthentication, WebAuthnAbortService } from '/webauthn/index.js';

const POLL_MS = 1000;
const ANSWER_TIMEOUT_MS = 15_000;
const POLL_TIMEOUT_MS = 5000;
const list = () => document.getElementById('approvals');
const connection = document.getElementById('connection');
const title = document.title;

/** The request being answered here: its card is not replaced under the customer's finger. */
let answering = null;

showButtons();
document.addEventListener('submit', (event) => {
  if (!event.target.matches('form.answer')) return;
  event.preventDefault();
  if (!answering) answer(event.target, event.submitter.value);
});
poll();

async function poll() {
  let failures = 0;
  for (;;) {
    await sleep(Math.min(POLL_MS * 2 ** Math.max(0, failures - 2), 8 * POLL_MS));
    try {
      const response = await ask('/approvals/version');
      if (response.status === 401 && !answering) return location.reload();
      if (!response.ok) throw new Error('no answer');
      const { version, waiting } = await response.json();
      failures = 0;
      // Decided on another device, withdrawn or expired while the passkey was asked for: there is nothing left to sign.
      if (answering?.isAsking && !waiting.includes(answering.consentId)) WebAuthnAbortService.cancelCeremony();
      if (!answering && version !== list().dataset.version) await refresh(waiting);
    } catch {
      failures += 1;
      if (failures < 2) continue;
      connection.textContent = words().offline;
      connection.hidden = false;
    }
  }
}

/** Puts the server's list in the place of ours. */
async function refresh(waiting = []) {
  const shown = [...document.querySelectorAll('[data-consent]')].map((card) => card.dataset.consent);
  const newer = (await askPage('/approvals')).getElementById('approvals');
  if (answering) return;
  if (!newer) return location.reload();
  const focused = focusedPath();
  list().replaceWith(newer);
  showButtons();
  if (focused) document.querySelector(focused)?.focus();
  if (!waiting.some((consentId) => !shown.includes(consentId))) return;
  document.title = `● ${title}`;
  if (shown.length === 0) scrollTo(0, 0);
  navigator.vibrate?.(80);
}

async function answer(form, decision) {
  const card = form.closest('[data-consent]');
  answering = { consentId: card.dataset.consent, isAsking: false };
  document.title = title;
  setBusy(form, true);
  const said = await carryOut(form, decision);
  if (!said) return;
  answering = null;
  setBusy(form, false);
  say(card, said);
}

/** Answers what to say where the request still waits; otherwise leaves for the page that says how it ended. */
async function carryOut(form, decision) {
  const { consentId } = answering;
  const card = form.closest('[data-consent]');
  const fields = new URLSearchParams({ decision, csrf: form.elements.csrf.value });
  if (decision === 'approve') {
    say(card, 'asking');
    answering.isAsking = true;
    try {
      const assertion = await startAuthentication({ optionsJSON: JSON.parse(form.dataset.options) });
      fields.set('nonce', form.dataset.nonce);
      fields.set('credential', JSON.stringify(assertion));
    } catch (error) {
      if (error.code === 'ERROR_CEREMONY_ABORTED') return leave(consentId);
      return error.name === 'NotAllowedError' ? 'cancelled' : 'failed';
    }
    answering.isAsking = false;
  }
  say(card, 'sending');
  try {
    const response = await post(`/approvals/${consentId}`, fields);
    if (response.status === 403) return (await renew(card)) ? 'refused' : leave(consentId);
    if (response.ok || response.status === 409) return leave(consentId);
    throw new Error(`no answer (${response.status})`);
  } catch {
    say(card, 'unsure');
    return whatBecameOf(consentId);
  }
}

/** Asks the bank until it answers. Nothing is sent again by itself: the customer answers again, or has been heard. */
async function whatBecameOf(consentId) {
  for (;;) {
    await sleep(POLL_MS);
    try {
      const response = await ask(`/approvals/${consentId}`, { accept: 'application/json' });
      if (response.ok && (await response.json()).state === 'pending') return 'notReceived';
      if (response.ok || response.status === 401) return leave(consentId);
    } catch {
      // Still no connection: it is said, and asked again.
    }
  }
}

/** A passkey that was refused has its challenge spent or expired: the next try needs the card's new one. */
async function renew(card) {
  const newer = (await askPage(`/approvals/${card.dataset.consent}`)).querySelector('form.answer[data-nonce]');
  const form = card.querySelector('form.answer');
  if (!newer) return false;
  form.dataset.nonce = newer.dataset.nonce;
  form.dataset.options = newer.dataset.options;
  form.elements.csrf.value = newer.elements.csrf.value;
  return true;
}

/** Rejects without a connection; an answer, whatever it is, shows that there is one. */
async function ask(path, headers = {}) {
  const response = await fetch(path, { headers, signal: AbortSignal.timeout(POLL_TIMEOUT_MS) });
  connection.hidden = true;
  return response;
}

async function askPage(path) {
  return new DOMParser().parseFromString(await (await ask(path)).text(), 'text/html');
}

function post(path, body) {
  return fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body,
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
}

function leave(consentId) {
  location.assign(`/approvals/${consentId}`);
  return null;
}

function say(card, word) {
  const line = card.querySelector('.said');
  line.textContent = words()[word];
  line.dataset.word = word;
  line.hidden = false;
}

function setBusy(form, isBusy) {
  for (const button of form.querySelectorAll('button')) button.disabled = isBusy;
}

/** Where the keyboard is, in words that also find the same place in a newer list. */
function focusedPath() {
  const card = document.activeElement?.closest('[data-consent]');
  if (!card) return null;
  const { localName, value } = document.activeElement;
  const element = localName === 'button' ? `button[value="${value}"]` : localName;
  return `[data-consent="${card.dataset.consent}"] ${element}`;
}

/** Approving needs this script; without it there is no button that could not work. */
function showButtons() {
  for (const button of document.querySelectorAll('button[value=approve]')) button.hidden = false;
}

function words() {
  return JSON.parse(list().dataset.words);
}

function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
