import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consultationMigrations } from '../consultation/consultation-migrations.ts';
import { type Database, migrate, openDatabase } from '../lib/db.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import { BRANCH, createTestBranch, customer, must, staff } from '../test-branch.ts';
import { queueMigrations } from './queue-migrations.ts';

let db: Database;
beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
}, 60_000);
afterAll(() => db.destroy());

test('a branch that was running goes on: who waited is called, and a talk that was open is ended and wrapped up', async () => {
  const before = { ...queueMigrations, ...consultationMigrations };
  const first = Object.entries(before).filter(([name]) => /-00\d/.test(name));
  await migrate(db, Object.fromEntries(first));
  const talk = '6b5e2928-027c-412d-a70d-17c5553ba6be';
  await sql`insert into consultation (id, branch_id, desk_id, ticket_number, customer_subject, customer_name, consultant_subject, consultant_name, state, started_at)
    values (${talk}, ${BRANCH}, 'desk-1', 'P-001', 'anna', 'Name of anna', 'elena', 'Name of elena', 'open', '2026-11-21T09:00:00Z')`.execute(
    db,
  );
  await sql`insert into ticket (id, branch_id, number, topic, customer_subject, customer_name, state, taken_at, desk_id, consultation_id) values
    (gen_random_uuid(), ${BRANCH}, 'P-001', 'payments', 'anna', 'Name of anna', 'called', '2026-11-21T08:50:00Z', 'desk-1', ${talk}),
    (gen_random_uuid(), ${BRANCH}, 'C-002', 'cards', 'oliver', 'Name of oliver', 'waiting', '2026-11-21T09:10:00Z', null, null)`.execute(
    db,
  );
  await sql`insert into duty (consultant_subject, branch_id, desk_id, since) values ('elena', ${BRANCH}, 'desk-1', '2026-11-21T08:00:00Z')`.execute(
    db,
  );
  await migrate(db, before);

  const branch = createTestBranch(db);
  const [elena, oliver] = [staff('elena'), customer('oliver')];
  expect(must(await branch.consultations.read(elena, talk))).toMatchObject({ phase: 'talk', topic: 'other' });
  expect(must(await branch.queue.ticket(oliver, BRANCH))).toMatchObject({
    number: 'C-002',
    ahead: 0,
    state: 'waiting',
  });
  must(await branch.consultations.end(elena, talk));
  must(await branch.consultations.close(elena, talk, 'solved', ''));
  const next = await branch.call(elena);
  const link =
    must(await branch.queue.ticket(oliver, BRANCH))
      ?.followPath.split('/')
      .at(-1) ?? '';
  expect(must(await branch.queue.follow(link))).toMatchObject({ number: 'C-002', state: 'called' });
  must(await branch.consultations.end(oliver, next));
});
