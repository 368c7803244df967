import { beforeAll, describe } from 'vitest';
import { describeAccounts } from './accounts.contract.ts';
import { describeCapabilities } from './capabilities.contract.ts';
import { type ContractBank, type ContractTill, openTill } from './contract-till.ts';
import { describeLaterOrder } from './later-order.contract.ts';
import { describePayment } from './payment.contract.ts';

/** What every bank adapter promises (`BankAdapter`), as tests. */
export function describeBankAdapter(name: string, open: () => Promise<ContractBank>): void {
  describe(name, () => {
    let till: ContractTill;
    beforeAll(async () => {
      till = await openTill(await open());
    }, 60_000);
    for (const part of [describeAccounts, describePayment, describeLaterOrder, describeCapabilities]) part(() => till);
  });
}
