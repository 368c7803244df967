import { enterBranch } from '../../shared/branch.ts';
import { playSession } from './fuzz-session.ts';

/** Offenders, in a process of their own, so that nobody honest waits for them. */
export interface FuzzOrder {
  readonly fuzz: { readonly url: string; readonly seed: number; readonly concurrency: number; readonly first: number };
}
/** So far; sent every half second. */
export interface FuzzProgress {
  readonly sent: number;
  readonly sessions: number;
  /** Sessions by kind and how they ended. */
  readonly ended: Readonly<Record<string, number>>;
  /** Those who should have been cut off and were not. */
  readonly standing: readonly string[];
  /** The last frames that were sent, newest last: session, kind and bytes. */
  readonly recent: readonly string[];
}

const RECENT = 40;
let sent = 0;
let sessions = 0;
let isStopping = false;
const ended: Record<string, number> = {};
const standing: string[] = [];
const recent: { session: number; what: string; bytes: Uint8Array }[] = [];

async function run({ url, seed, concurrency, first }: FuzzOrder['fuzz']): Promise<void> {
  let next = first;
  const tools = {
    url,
    async enter(name: string) {
      for (let attempt = 0; ; attempt++) {
        const response = await fetch(`${url}/enter/${name}`, { method: 'POST' });
        if (response.ok) return enterBranch.answer.parse(await response.json());
        await response.body?.cancel();
        if (attempt === 100) throw new Error(`no seat: ${response.status}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    onSent(session: number, what: string, bytes: Uint8Array) {
      sent++;
      recent.push({ session, what, bytes });
      if (recent.length > RECENT) recent.shift();
    },
  };
  async function worker(): Promise<void> {
    while (!isStopping) {
      const session = next++;
      const result = await playSession(seed, session, tools);
      const key = `${result.kind}: ${result.ended}`;
      ended[key] = (ended[key] ?? 0) + 1;
      sessions++;
      if (result.isStanding && !isStopping) standing.push(`session ${session}, ${key}`);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function tell(): void {
  const hex = recent.map(
    ({ session, what, bytes }) => `session ${session}, ${what}: ${Buffer.from(bytes.subarray(0, 120)).toString('hex')}`,
  );
  process.send?.({ sent, sessions, ended, standing, recent: hex } satisfies FuzzProgress);
}

process.on('message', (order: FuzzOrder | 'stop') => {
  if (order === 'stop') {
    isStopping = true;
    return;
  }
  setInterval(tell, 500).unref();
  run(order.fuzz).then(
    () => {
      tell();
      process.send?.('done');
    },
    (error: Error) => {
      tell();
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
