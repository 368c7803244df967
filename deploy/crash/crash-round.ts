import { createTestFaults, FAULT_PATHS, type TestFault } from '../../server/sandbox-bank/testing/test-faults.ts';
import { checkBooks, readStrayTransfers, readTransferIds, type Verdict } from './books-check.ts';
import { type CrashCustomer, createCustomer } from './crash-customer.ts';
import { type CrashHouse, OPERATOR_TOKEN, startCrashHouse } from './crash-house.ts';
import { type KillAims, type KillPlan, SPARE_ALL } from './kill-plan.ts';
import { carryOut, chooseOrders, type PlacedOrder } from './payment-order.ts';
import type { Random } from './seeded-random.ts';
import type { ServerName } from './server-process.ts';

export interface RoundOutcome extends Verdict {
  readonly placed: readonly PlacedOrder[];
  /** Deaths at a point, and at a random time. */
  readonly kills: number;
  readonly randomKills: number;
  /** Answers of the bank that were cut off, not counting those of a bank that died before it was asked how many. */
  readonly drops: number;
}

/** A house with its customers, in which one round is played after another. */
export interface CrashLane {
  /** Payments under fire; or, calm, to find the points and to see that payments go through. */
  play(round: number, calm?: boolean): Promise<RoundOutcome>;
  /** Holds earlier payments against the books once more. */
  recheck(placed: readonly PlacedOrder[]): Promise<readonly string[]>;
  readonly folder: string;
  /** Ends of a server that nobody ordered. */
  unexpectedEnds(): readonly string[];
  stop(): Promise<void>;
}

export interface LaneOptions {
  readonly random: Random;
  readonly plan: KillPlan;
  readonly freshKeys: boolean;
  readonly adminUrl: string;
}

const CUSTOMERS = ['anna', 'oliver', 'maria'];
const SERVERS: readonly ServerName[] = ['branch', 'bank'];
/** In each round somebody dies: at a random time within this, where no point was reached before. */
const RANDOM_KILL_WITHIN_MS = 1500;
/**
 * Faults live in the bank's memory alone, and one that starts again within its round is told of them, but not for ever: a bank that
 * dies each minute of its own timers would cut off every answer to a payment that is settled by asking twice a minute.
 */
const FAULTY_STARTS = 2;
const DROPPED = ['token', 'approvalRequest', 'paymentConsents', 'payments', 'payment', 'paymentConsent'] as const;

/** What happens to a house in the round that is on. */
interface Chaos {
  readonly aims: KillAims;
  readonly faults: readonly TestFault[];
  /** Banks that are still to be told of the faults when they start. */
  faultyStarts: number;
  kills: number;
  randomKills: number;
}

export async function openCrashLane({ random, plan, freshKeys, adminUrl }: LaneOptions): Promise<CrashLane> {
  let isOpen = false;
  let chaos: Chaos | null = null;
  const house = await startCrashHouse({
    adminUrl,
    freshKeys,
    onPassed: (server, point) =>
      isOpen ? plan.passed(server, point, chaos !== null) : plan.passedBefore(server, point),
    onKilled(server, point) {
      plan.killed(server, point);
      if (!chaos) return;
      chaos.kills += 1;
      chaos.aims.reached(server, point);
      house.servers[server].order(chaos.aims.order(server));
    },
    onBankListening() {
      if (chaos && chaos.faultyStarts-- > 0) void setFaults(house, chaos.faults);
    },
  });
  const customers: CrashCustomer[] = [];
  for (const username of CUSTOMERS) customers.push(await createCustomer(house, username));
  const accounts = customers.flatMap((customer) => customer.accounts.map(({ identification }) => identification));
  const earlier = await readTransferIds(house, accounts);
  const readPoints = () => SERVERS.forEach((name) => void house.servers[name].readPoints());
  readPoints();
  isOpen = true;

  async function endChaos({ faults }: Chaos): Promise<number> {
    for (const name of SERVERS) house.servers[name].order(SPARE_ALL);
    for (const name of SERVERS) await house.servers[name].listening();
    const drops = faults.length > 0 ? await countStruck(house) : 0;
    await setFaults(house, []);
    return drops;
  }

  async function underFire(placing: () => Promise<readonly PlacedOrder[]>) {
    readPoints();
    const current: Chaos = {
      aims: plan.aim(random),
      faults: chooseFaults(random),
      faultyStarts: FAULTY_STARTS,
      kills: 0,
      randomKills: 0,
    };
    chaos = current;
    await setFaults(house, current.faults);
    for (const name of SERVERS) house.servers[name].order(current.aims.order(name));
    const victim = house.servers[random.pick(SERVERS)];
    const timer = setTimeout(() => {
      if (current.kills > 0) return;
      current.randomKills += 1;
      victim.kill();
    }, random.below(RANDOM_KILL_WITHIN_MS));
    const placed = await placing();
    clearTimeout(timer);
    readPoints();
    chaos = null;
    return { placed, kills: current.kills, randomKills: current.randomKills, drops: await endChaos(current) };
  }

  return {
    folder: house.folder,
    async play(round, calm = false) {
      const orders = chooseOrders(random, customers, round);
      const placing = () => Promise.all(orders.map(carryOut));
      const played = calm ? { placed: await placing(), kills: 0, randomKills: 0, drops: 0 } : await underFire(placing);
      readPoints();
      const verdict = await checkBooks(house, played.placed);
      const strays = await readStrayTransfers(house, accounts, earlier);
      const complaints = [...verdict.complaints, ...strays.map((stray) => `nobody asked for ${stray}`)];
      return { ...played, ...verdict, complaints };
    },
    recheck: async (placed) => (await checkBooks(house, placed)).complaints,
    unexpectedEnds: () => SERVERS.flatMap((name) => house.servers[name].unexpectedEnds),
    stop: house.stop,
  };
}

/** In every second round the bank does as it is asked, and cuts the line before it has said so. */
function chooseFaults(random: Random): TestFault[] {
  const path = FAULT_PATHS[random.pick(DROPPED)];
  const skip = random.below(4);
  return random.next() < 0.5 ? [{ path, fault: { kind: 'drop' }, skip, times: 2 }] : [];
}

/** A bank that is away hears it when it listens again. */
function setFaults({ bankUrl }: CrashHouse, faults: readonly TestFault[]): Promise<void> {
  return createTestFaults(bankUrl, OPERATOR_TOKEN)
    .set(faults)
    .catch(() => {});
}

/** A bank that dies while it is asked takes its counts along. */
async function countStruck({ bankUrl }: CrashHouse): Promise<number> {
  const counts = await createTestFaults(bankUrl, OPERATOR_TOKEN)
    .counts()
    .catch(() => []);
  return counts.reduce((sum, { struck }) => sum + struck, 0);
}
