import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { AccountNumber } from '../../shared/account-number.ts';
import { formatAmount } from '../../shared/money.ts';
import { createFaultRouter } from './faults/fault-router.ts';
import type { FaultSwitches } from './faults/fault-switches.ts';
import type { LedgerService } from './ledger/ledger-service.ts';

/** The sandbox operator's view of the books and fault switches, for tests and demonstrations. It exists only where a token is configured. */
export function createOperatorRouter(token: string, ledger: LedgerService, faults: FaultSwitches): Router {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${token}`);
  const router = Router();
  router.use((request, response, next) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return next();
    response.status(401).end();
  });
  router.use('/faults', createFaultRouter(faults));
  router.get('/trial-balance', async (_request, response) => {
    const balances = await ledger.trialBalance();
    response.json({
      currencies: balances.map(({ currency, entriesMinor, balancesMatchEntries }) => ({
        currency,
        entriesTotal: formatAmount({ minor: entriesMinor, currency }),
        balancesMatchEntries,
      })),
    });
  });
  router.get('/entries', async (request, response) => {
    const identification = String(request.query.identification);
    const account =
      AccountNumber.safeParse(identification).success && (await ledger.findByIdentification(identification));
    if (!account) return void response.status(404).json({ error: 'no account has this identification' });
    const lines = await ledger.statement(account.id, 1000);
    const entries = lines.map((line) => ({
      transferId: line.transfer_id,
      amount: formatAmount({ minor: line.amount_minor, currency: line.currency }),
      currency: line.currency,
      reference: line.reference,
      counterparty: line.counterparty,
      bookedAt: line.booked_at.toISOString(),
    }));
    response.json({ balance: formatAmount({ minor: account.balance_minor, currency: account.currency }), entries });
  });
  return router;
}
