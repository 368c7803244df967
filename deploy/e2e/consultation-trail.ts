import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../server/lib/db.ts';
import { DEMO_SIGN_INS } from '../../server/sandbox-bank/demo-people.ts';
import type { Place } from '../atrium-process.ts';

interface Row {
  readonly customer_subject: string;
  readonly consultant_subject: string;
  readonly by_subject: string;
  readonly kind: string;
  readonly detail: { readonly mode?: string; readonly code?: string; readonly why?: string };
}

const usernameOf = (subject: string) => DEMO_SIGN_INS.find((person) => person.subject === subject)?.username ?? subject;

/**
 * What the audit trail keeps of each consultation, oldest first, by "customer with consultant"; each step as who did what. The
 * branch is to have been stopped: its embedded database is opened.
 */
export async function readTrail({ dataFolder }: Place): Promise<Record<string, string[]>> {
  const db = await openDatabase({ kind: 'embedded', folder: join(dataFolder, 'branch', 'db') });
  const { rows } = await sql<Row>`
    select customer_subject, consultant_subject, by_subject, kind, detail
    from consultation_event join consultation on consultation.id = consultation_id order by seq`.execute(db);
  await db.destroy();
  const trails: Record<string, string[]> = {};
  for (const { customer_subject, consultant_subject, by_subject, kind, detail } of rows) {
    const talk = `${usernameOf(customer_subject)} with ${usernameOf(consultant_subject)}`;
    const more = detail.mode ?? detail.code ?? detail.why;
    trails[talk] = [...(trails[talk] ?? []), `${usernameOf(by_subject)} ${kind}${more ? `: ${more}` : ''}`];
  }
  return trails;
}
