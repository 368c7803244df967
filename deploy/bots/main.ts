import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Bot, startBot } from './bot.ts';
import { createGuest } from './guest.ts';
import { createMotion } from './human-motion.ts';
import { choosePlaces } from './places-to-be.ts';

/**
 * Fills a running branch with people: `node deploy/bots/main.ts --count 20 --seed 1 --url http://localhost:3000`. The server must
 * let so many in from one address: `RATE_LIMIT_FACTOR=1000 npm start`. Ctrl-C takes them out again.
 */
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    url: { type: 'string', default: 'http://localhost:3000' },
    branch: { type: 'string', default: 'flagship' },
  },
});
const REPORT_EVERY_MS = 5000;

async function main(): Promise<void> {
  const [count, seed, branchUrl] = [Number(values.count), Number(values.seed), values.url.replace(/\/+$/, '')];
  const plan = await createGuest(branchUrl).plan(values.branch);
  const places = choosePlaces(plan, count, seed);
  const from = plan.spawns[0] ?? { x: 0, z: 0 };
  process.stdout.write(`${places.length} people in ${plan.id}, seed ${seed}\n`);
  const bots: Bot[] = [];
  let lost = 0;
  process.once('SIGINT', () => void Promise.all(bots.map((bot) => bot.leave())).then(() => process.exit(0)));
  for (const [index, { kind, course }] of places.entries()) {
    const bot = await startBot(await createGuest(branchUrl).enter(plan.id), {
      branchUrl,
      seed: seed + index,
      motion: createMotion(seed + index, kind, course),
      motionSeconds: (nowMs) => nowMs / 1000,
      from,
      watches: true,
    });
    bots.push(bot);
    void bot.closed.then(() => lost++);
  }
  for (;;) {
    const before = bots.map(({ received }) => received.bytes);
    await delay(REPORT_EVERY_MS);
    const sum = (read: (bot: Bot, index: number) => number) =>
      bots.reduce((total, bot, index) => total + read(bot, index), 0);
    const bytes =
      sum((bot, index) => bot.received.bytes - (before[index] ?? 0)) / bots.length / (REPORT_EVERY_MS / 1000);
    process.stdout.write(
      `${bots.length} in, ${lost} lost, ${sum((bot) => bot.counts.sent)} poses sent, ${sum((bot) => bot.counts.refused)} refused, ` +
        `${sum((bot) => bot.counts.unread)} batches unread, ${Math.round(bytes)} B/s to each\n`,
    );
  }
}

await main();
