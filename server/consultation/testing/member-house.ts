import { afterAll, beforeAll } from 'vitest';
import type { Database } from '../../lib/db.ts';
import type { StaffPrincipal } from '../../lib/principal.ts';
import type { TestDatabase } from '../../lib/test-databases.ts';
import {
  BRANCH,
  clearTestBranch,
  createTestBranch,
  customer,
  must,
  staff,
  TEST_SERVICE,
  type TestBranch,
} from '../../test-branch.ts';
import { PhaseEvent } from '../phase-rules.ts';

/** For tests of who comes into a talk beside its two: the people, and a branch that starts empty for each test. */
export const [anna, oliver, elena, james] = [customer('anna'), customer('oliver'), staff('elena'), staff('james')];
export const boss = staff('boss', ['supervisor']);
export const chief = staff('chief', ['supervisor']);
/** Supervises, and serves customers too. */
export const bossHere = staff('boss', ['supervisor', 'consultant']);
/** Supervises, and serves no branch of these. */
export const stranger = staff('stranger', ['supervisor']);
const { everyoneElse, ...SERVICE } = TEST_SERVICE;
const skills = { topics: everyoneElse?.topics ?? [], languages: everyoneElse?.languages ?? [] };
const STAFF = ['elena', 'james', 'boss', 'chief', 'tom'].map((subject) => ({ subject, ...skills }));
export const unknown = { ok: false, error: 'consultation-unknown' };
export const done = { ok: true, value: {} };

export type MemberHouse = ReturnType<typeof createHouse>;

/** To be called where a suite is described; what it answers is called before each test. */
export function memberHouse(open: TestDatabase['open']): () => Promise<MemberHouse> {
  let db: Database;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await open());
  }, 60_000);
  afterAll(() => close());
  return async () => {
    await clearTestBranch(db);
    return createHouse(db);
  };
}

function createHouse(db: Database) {
  const branch: TestBranch = createTestBranch(db, { ...SERVICE, staff: STAFF });
  const talks = branch.consultations;
  const trailOf = async (id: string) =>
    ((await branch.consultationStore.trails(BRANCH)).get(id)?.trail ?? []).map((event) => PhaseEvent.parse(event));
  return {
    db,
    branch,
    talks,
    trailOf,
    kinds: async (id: string) => (await trailOf(id)).map(({ kind }) => kind),
    pass(ms: number) {
      branch.time.now = new Date(branch.time.now.getTime() + ms);
    },
    texts: async (who: StaffPrincipal, id: string) => {
      const transcript = await talks.transcript(who, id);
      return transcript.ok ? transcript.value.lines.map(({ text }) => text) : [];
    },
    membersFor: async (who: Parameters<typeof talks.read>[0], id: string) =>
      must(await talks.read(who, id)).members.map(({ party, standing }) => `${party} ${standing}`),
  };
}
