import type { Scenario } from './crowds.ts';

/** What is compared: ours, and the naive baseline. */
export type Protocol = 'atrium' | 'naive';

/** One run of one protocol with one crowd. */
export interface BenchCase {
  readonly protocol: Protocol;
  readonly scenario: Scenario;
  readonly count: number;
  readonly seed: number;
}

/** The measured server is told `open`, and answers its `port`; to `usage` it answers {@link ServerUsage}; to `memory` {@link ServerMemory}. */
export interface ServerOpen {
  readonly open: BenchCase;
  /** It is one of several over this Redis, each of whose halls holds `count`. Pages are of the first one's origin. */
  readonly among?: { readonly redisUrl: string; readonly origin?: string };
}
export interface ServerOpened {
  readonly port: number;
}
export interface ServerUsage {
  /** CPU time so far. */
  readonly cpuMs: number;
  /** The shared clock at the room's zero; 0 where there is no room yet, and for the baseline, whose room has no clock. */
  readonly roomZeroTrueMs: number;
}

/** What is left when garbage has been collected. Asked at the end alone: collecting by order also throws compiled code away. */
export interface ServerMemory {
  readonly rssMib: number;
  readonly heapMib: number;
}

/** A process of people is told `join`, and answers their keys; then `begin`; then `measure`, and answers a {@link FleetResult}. */
export interface FleetJoin {
  readonly join: {
    readonly bench: BenchCase;
    readonly branchUrl: string;
    /** Its people: from `first`, up to but without `end`. */
    readonly first: number;
    readonly end: number;
    /** Which of everybody look at what they are sent. */
    readonly watchers: readonly number[];
  };
}
export interface FleetJoined {
  /** Index by key, of its people. */
  readonly keys: Readonly<Record<string, number>>;
}
/** Everyone is in: the motion begins at this moment of the shared clock. No answer. */
export interface FleetBegin {
  readonly begin: { readonly epochTrueMs: number };
}
export interface FleetMeasure {
  readonly measure: {
    /** Index by key, of everybody. */
    readonly keys: Readonly<Record<string, number>>;
    readonly roomZeroTrueMs: number;
    readonly seconds: number;
  };
}

export const METERS = [
  'deliveryMs',
  'nearDelayMs',
  'farDelayMs',
  'nearHeadMetres',
  'nearHeadDegrees',
  'nearHandMetres',
  'nearHandDegrees',
  'farHeadMetres',
  'farHeadDegrees',
  'farHandMetres',
  'farHandDegrees',
  'clockErrorMs',
  'loopLateMs',
] as const;
export type Meter = (typeof METERS)[number];

/** Of the measured time alone. */
export interface FleetResult {
  /** Counts of histograms. */
  readonly meters: Readonly<Record<Meter, readonly number[]>>;
  readonly receivedBytes: readonly number[];
  readonly sent: number;
  readonly refused: number;
  readonly unread: number;
  /** Poses that watchers received of people near them, and of how many pairs. */
  readonly nearPoses: number;
  readonly nearPairs: number;
  /** Links that have closed, ever. */
  readonly lost: number;
}
