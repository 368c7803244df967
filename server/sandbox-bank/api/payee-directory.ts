import type { Kysely } from 'kysely';
import { schemeOf } from '../../../shared/account-number.ts';
import type { BankTables } from '../bank-tables.ts';
import { namesInBooks } from '../clearing.ts';
import { personBySubject } from '../demo-people.ts';
import { matchNames } from './name-match.ts';

export type Confirmation =
  | { readonly Outcome: 'MATC' | 'NMTC' | 'UNAV' }
  | { readonly Outcome: 'CLOS'; readonly Name: string };

export type PayeeDirectory = ReturnType<typeof createPayeeDirectory>;

/** Who is behind an account number or a phone number, as far as a stranger may know. */
export function createPayeeDirectory(db: Kysely<BankTables>) {
  return {
    /** `UNAV`: no account of a customer here. The holder's name is told only to who nearly knew it. */
    async confirm(identification: string, name: string): Promise<Confirmation> {
      const account = await db
        .selectFrom('ledger_account')
        .select('customer')
        .where('identification', 'in', namesInBooks(identification))
        .executeTakeFirst();
      const holder = personBySubject(account?.customer ?? '')?.name;
      if (holder === undefined) return { Outcome: 'UNAV' };
      const match = matchNames(name, holder);
      if (match === 'close') return { Outcome: 'CLOS', Name: holder };
      return { Outcome: match === 'match' ? 'MATC' : 'NMTC' };
    },

    /** The account that a phone number pays; null where the number is not known. */
    async resolve(phone: string) {
      const found = await db
        .selectFrom('alias')
        .innerJoin('ledger_account', 'ledger_account.id', 'alias.account_id')
        .select(['ledger_account.identification', 'ledger_account.customer'])
        .where('alias.phone', '=', phone)
        .executeTakeFirst();
      const holder = personBySubject(found?.customer ?? '')?.name;
      if (!found || holder === undefined) return null;
      const { identification } = found;
      return { SchemeName: schemeOf(identification), Identification: identification, Name: nameToStrangers(holder) };
    },
  };
}

/** `Oliver Bennett` → `Oliver B.` */
function nameToStrangers(name: string): string {
  const [given = '', ...others] = name.split(' ');
  const family = others.at(-1);
  return family ? `${given} ${[...family][0]}.` : given;
}
