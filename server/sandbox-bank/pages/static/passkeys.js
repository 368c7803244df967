// Second step of a new passkey: the code goes to the bank, the device makes the passkey, the bank keeps it.
import { startRegistration } from '/webauthn/index.js';

const TIMEOUT_MS = 15_000;
const form = document.getElementById('enrol');
const line = document.querySelector('.said');
const words = JSON.parse(form.dataset.words);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  say('working');
  const word = await enrol(form.elements.csrf.value, form.elements.code.value).catch(() => 'offline');
  if (!word) return location.assign('/approvals');
  button.disabled = false;
  say(word);
});

/** Answers what went wrong; null where the passkey is there. */
async function enrol(csrf, code) {
  const begun = await post('/passkeys/options', { csrf, code });
  if (begun.error) return begun.error;
  let credential;
  try {
    credential = await startRegistration({ optionsJSON: begun });
  } catch (error) {
    if (error.name === 'InvalidStateError') return 'known';
    return error.name === 'NotAllowedError' ? 'cancelled' : 'failed';
  }
  const made = await post('/passkeys', { csrf, credential: JSON.stringify(credential) });
  return made.error ?? null;
}

async function post(path, fields) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return response.json();
}

function say(word) {
  line.textContent = words[word];
  line.dataset.word = word;
  line.hidden = false;
}
