import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { RECORDING } from '../../shared/recording.ts';
import { type Database, openDatabase } from '../lib/db.ts';
import { embeddedInMemory } from '../lib/test-databases.ts';
import { clearTestBranch, createTestBranch, customer, must, staff, type TestBranch } from '../test-branch.ts';
import { type Entered, openLiveTalks } from './testing/live-talks.ts';

/** Recording over real rooms: with the agreement of all, and in sight of all. */
const [anna, elena] = [customer('anna'), staff('elena')];
const boss = staff('boss', ['supervisor']);
let db: Database;
let branch: TestBranch;
let live: Awaited<ReturnType<typeof openLiveTalks>>;

beforeAll(async () => {
  db = await openDatabase(embeddedInMemory());
  await clearTestBranch(db);
  branch = createTestBranch(db);
  live = await openLiveTalks(branch);
}, 60_000);
afterAll(async () => {
  await live.stop();
  await db.destroy();
}, 30_000);
beforeEach(() => clearTestBranch(db));

const kept = async (id: string) => (await branch.lines(anna, id)).map(({ from, text }) => `${from}: ${text}`);
const ask = ({ room }: Entered, agree: boolean) => room.send(RECORDING, { agree });
const kinds = async (id: string) =>
  ((await branch.consultationStore.trails('flagship')).get(id)?.trail ?? [])
    .map((event) => (event as { kind: string }).kind)
    .filter((kind) => kind.startsWith('recording'));

async function two() {
  const id = await branch.meet(anna, elena);
  return { id, mine: await live.enter(anna, id), theirs: await live.enter(elena, id) };
}
async function recorded() {
  const talk = await two();
  ask(talk.mine, true);
  ask(talk.theirs, true);
  for (const one of [talk.mine, talk.theirs]) await expect.poll(() => one.members().includes('recorder')).toBe(true);
  return talk;
}

test('there is no transcript until both have agreed; then it is what is said from there on', async () => {
  const { id, mine, theirs } = await two();
  mine.say('canary before');
  await expect.poll(() => theirs.heard).toEqual(['canary before']);
  ask(mine, true);
  await expect.poll(() => theirs.room.state.agreed).toBe('customer');
  expect(theirs.room.state.recording).toBe(false);
  expect(await kinds(id)).toEqual(['recording-agreed']);
  ask(theirs, true);
  await expect.poll(() => mine.members().includes('recorder')).toBe(true);
  await expect.poll(() => theirs.members().includes('recorder')).toBe(true);
  expect(mine.room.state.recording).toBe(true);
  mine.say('for the record');
  theirs.say('noted');
  await expect.poll(async () => (await kept(id)).sort()).toEqual(['consultant: noted', 'customer: for the record']);
  expect(await kinds(id)).toEqual(['recording-agreed', 'recording-agreed', 'recording-begun']);
  const [line] = (await branch.lines(anna, id)).filter(({ from }) => from === 'customer');
  expect(line?.text).toBe('for the record');
});

test('either stops it for both: the recorder leaves, all have new keys, and nothing more is kept', async () => {
  const { id, mine, theirs } = await recorded();
  mine.say('kept');
  await expect.poll(() => kept(id)).toEqual(['customer: kept']);
  ask(theirs, false);
  await expect.poll(() => mine.members().includes('recorder')).toBe(false);
  await expect.poll(() => mine.room.state.agreed).toBe('');
  mine.say('not kept');
  await expect.poll(() => theirs.heard).toEqual(['kept', 'not kept']);
  expect(await kept(id)).toEqual(['customer: kept']);
  ask(theirs, true);
  await expect.poll(() => mine.room.state.agreed).toBe('consultant');
  expect(mine.room.state.recording).toBe(false);
  expect((await kinds(id)).slice(-2)).toEqual(['recording-refused', 'recording-agreed']);
});

test('a newcomer who has not agreed stops it until they do', async () => {
  const { id, mine, theirs } = await recorded();
  must(await branch.consultations.supervise(boss, id, 'joined'));
  const third = await live.enter(boss, id);
  await expect.poll(() => third.room.state.recording).toBe(false);
  await expect.poll(() => third.members().includes('recorder')).toBe(false);
  third.say('good day');
  await expect.poll(() => theirs.heard).toEqual(['good day']);
  expect(await kept(id)).toEqual([]);
  ask(third, true);
  await expect.poll(() => mine.members().includes('recorder')).toBe(true);
  await expect.poll(() => third.members().includes('recorder')).toBe(true);
  third.say('on the record');
  await expect.poll(() => kept(id)).toEqual(['supervisor: on the record']);
});

test('what is no agreement is refused, and agrees to nothing', async () => {
  const { id, mine, theirs } = await two();
  ask(theirs, true);
  for (const message of [true, {}, { agree: 'yes' }, { agree: true, party: 'consultant' }])
    mine.room.send(RECORDING, message);
  await expect.poll(() => mine.refusals).toHaveLength(4);
  await expect.poll(() => mine.room.state.agreed).toBe('consultant');
  expect(await kinds(id)).toEqual(['recording-agreed']);
});
