import { registerHooks } from 'node:module';

/**
 * The wrong branch, for the crash test to find out: `node --import` of this file changes what it reads of the payment's
 * steps. A submission without an answer is taken for a failed one, and the payment begins again: a new consent, asked for
 * and sent under fresh keys. Nothing of this is in the product. Each change names the words it replaces, so that a branch
 * that has moved on is not taken for a wrong one.
 */
const CHANGES: Readonly<Record<string, readonly (readonly [right: string, wrong: string])[]>> = {
  '/server/banking/payment-steps.ts': [
    ['  submitting: distrust,\n  unknown: settle,\n', '  submitting: beginAgain,\n  unknown: beginAgain,\n'],
    [
      "write: 'consent' | 'payment'): string {",
      "write: 'consent' | 'payment'): string {\n  if (write) return globalThis.crypto.randomUUID();",
    ],
    [
      'function consentOf(',
      `async function beginAgain(payment, { store, clock }) {
  const forgotten = { consent_id: null, approval_asked_at: null, payment_grant: null, submit_body: null };
  return { moved: await store.move(payment, 'draft', clock(), forgotten) };
}

function consentOf(`,
    ],
  ],
  '/server/banking/payment-rules.ts': [
    ["  submitting: ['accepted',", "  submitting: ['draft', 'accepted',"],
    ["  unknown: ['accepted',", "  unknown: ['draft', 'accepted',"],
  ],
};

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const changes = Object.entries(CHANGES).find(([file]) => url.endsWith(file))?.[1];
    if (!changes) return loaded;
    let source = String(loaded.source);
    for (const [right, wrong] of changes) {
      if (!source.includes(right)) throw new Error(`the wrong variant does not know ${url}: it lacks "${right}"`);
      source = source.replace(right, () => wrong);
    }
    return { ...loaded, source };
  },
});
