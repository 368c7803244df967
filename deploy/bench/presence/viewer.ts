import type { Pose } from '../../../shared/pose.ts';
import type { Entered } from '../../bots/guest.ts';
import type { Motion } from '../../bots/human-motion.ts';
import type { Floor } from '../../bots/way-there.ts';
import type { Meters } from './viewer-meter.ts';

/** What the people of one process share. */
export interface Fleet {
  readonly branchUrl: string;
  /** Everyone's, by index. */
  readonly motions: readonly Motion[];
  /** The shared clock when the motion began; until then everyone stands where they begin. */
  epochTrueMs: number;
  readonly meters: Meters;
  /** While true, what happens is counted. */
  isMeasuring: boolean;
  roomZeroTrueMs: number;
}

export interface ViewerOptions {
  readonly entered: Entered;
  readonly fleet: Fleet;
  readonly index: number;
  readonly seed: number;
  /** Where its body begins. */
  readonly from: Floor;
  /** Reads what it is sent; else it only counts the bytes. */
  readonly watches: boolean;
}

/** One of the benchmark's people, by whichever protocol. */
export interface Viewer {
  readonly index: number;
  readonly watches: boolean;
  /** Stands for it in what others are sent; undefined until it is known. */
  readonly key: () => string | undefined;
  /** So far. */
  readonly counts: () => {
    readonly bytes: number;
    readonly sent: number;
    readonly refused: number;
    readonly unread: number;
  };
  /** Writes how another is shown at this moment. Answers the true time of what is shown, of the shared clock; null where nothing is. */
  readonly show: (key: string, into: Pose) => number | null;
  /** Poses that came of another while it was measured. */
  readonly posesOf: (key: string) => number;
  readonly closed: Promise<number>;
}
