import type { Skills } from '../../shared/branch-service.ts';
import type { ServiceLanguage, Topic } from '../../shared/queue.ts';

export type Random = () => number;

/** mulberry32: the same day for the same seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const between = (random: Random, from: number, to: number) => from + (to - from) * random();

/** Talks are spread as a lognormal: many short ones, a few that last. */
function lognormal(random: Random, mean: number, variation: number): number {
  const sigma = Math.sqrt(Math.log(1 + variation ** 2));
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return mean * Math.exp(sigma * normal - sigma ** 2 / 2);
}

/** Minutes after opening at which a bank is full: before noon, and after work. */
const PEAKS = [
  { share: 0.35, middle: 150, spread: 70 },
  { share: 0.3, middle: 400, spread: 60 },
];
const TOPICS: readonly (readonly [Topic, number, number])[] = [
  ['payments', 0.28, 7],
  ['accounts', 0.22, 9],
  ['cards', 0.2, 6],
  ['loans', 0.1, 18],
  ['fraud', 0.04, 14],
  ['other', 0.16, 8],
];

export interface DayCustomer {
  readonly subject: string;
  readonly arrivesAtMinute: number;
  readonly topic: Topic;
  readonly language: ServiceLanguage | null;
  readonly needsHelp: boolean;
  /** Gives up after so long. */
  readonly patienceMinutes: number;
  /** What they do when they are called. */
  readonly whenCalled: 'comes' | 'comes-back-late' | 'never-comes';
  readonly walkSeconds: number;
  readonly talkSeconds: number;
  readonly wrapUpSeconds: number;
  readonly isHeld: boolean;
  readonly isPassedOn: 'no' | 'to-topic' | 'to-colleague';
  /** The headset goes dark and is put on again: while waiting, or in the talk. */
  readonly losesHeadset: 'no' | 'waiting' | 'talking';
  readonly followsByPhone: boolean;
  readonly endsIt: 'customer' | 'consultant';
}

function drawTopic(random: Random): readonly [Topic, number] {
  let left = random();
  for (const [topic, share, minutes] of TOPICS) {
    left -= share;
    if (left < 0) return [topic, minutes];
  }
  return ['other', 8];
}

function drawArrival(random: Random, openMinutes: number): number {
  const which = random();
  let left = which;
  for (const { share, middle, spread } of PEAKS) {
    left -= share;
    if (left >= 0) continue;
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const minute = ((middle + spread * normal) / 540) * openMinutes;
    return Math.min(Math.max(minute, 0), openMinutes - 1);
  }
  return between(random, 0, openMinutes - 1);
}

export function drawCustomers(random: Random, count: number, openMinutes: number, day: number): DayCustomer[] {
  return Array.from({ length: count }, (_, index) => {
    const [topic, meanMinutes] = drawTopic(random);
    const kind = random();
    const passed = random();
    const lost = random();
    return {
      subject: `day${day}-customer-${index}`,
      arrivesAtMinute: drawArrival(random, openMinutes),
      topic,
      language: random() < 0.5 ? null : random() < 0.6 ? 'en' : 'ru',
      needsHelp: random() < 0.05,
      patienceMinutes: random() < 0.12 ? between(random, 3, 25) : between(random, 40, 240),
      whenCalled: kind < 0.04 ? 'comes-back-late' : kind < 0.07 ? 'never-comes' : 'comes',
      walkSeconds: between(random, 4, 50),
      talkSeconds: Math.min(Math.max(lognormal(random, meanMinutes, 0.6) * 60, 45), 90 * 60),
      wrapUpSeconds: between(random, 15, 110),
      isHeld: random() < 0.12,
      isPassedOn: passed < 0.03 ? 'to-topic' : passed < 0.05 ? 'to-colleague' : 'no',
      losesHeadset: lost < 0.06 ? 'waiting' : lost < 0.1 ? 'talking' : 'no',
      followsByPhone: random() < 0.3,
      endsIt: random() < 0.4 ? 'customer' : 'consultant',
    } satisfies DayCustomer;
  });
}

export interface DayConsultant extends Skills {
  readonly subject: string;
  readonly deskId: string;
  /** Minutes after opening. */
  readonly startsAtMinute: number;
  readonly breaks: readonly {
    readonly atMinute: number;
    readonly minutes: number;
    readonly reason: 'break' | 'lunch';
  }[];
}

/** Most serve the everyday topics, a third loans and fraud too; half of them speak both languages. */
export function drawConsultants(random: Random, count: number, openMinutes: number): DayConsultant[] {
  const scale = openMinutes / 540;
  return Array.from({ length: count }, (_, index) => {
    const everyday: Topic[] = ['payments', 'accounts', 'cards', 'other'];
    const lunchAt = between(random, 170, 290) * scale;
    return {
      subject: `consultant-${index}`,
      deskId: `desk-${index + 1}`,
      topics: index % 3 === 0 ? [...everyday, 'loans', 'fraud'] : index % 3 === 1 ? [...everyday, 'fraud'] : everyday,
      languages: index % 2 === 0 ? ['en', 'ru'] : index % 4 === 1 ? ['en'] : ['ru', 'en'],
      startsAtMinute: index < (count * 2) / 3 ? 0 : between(random, 20, 60) * scale,
      breaks: [
        { atMinute: between(random, 80, 140) * scale, minutes: 10 * scale, reason: 'break' },
        { atMinute: lunchAt, minutes: 40 * scale, reason: 'lunch' },
        { atMinute: between(random, 370, 450) * scale, minutes: 10 * scale, reason: 'break' },
      ],
    } satisfies DayConsultant;
  });
}
