import type { TalkFrame } from '../../shared/sealed-talk.ts';

/** What is kept for a member who is briefly away. */
const MAX_FRAMES = 2400;
const MAX_BYTES = 2 * 1024 * 1024;

/** The frames of a talk in their order, the newest few minutes of them. Each is numbered by one more than the one before. */
export interface FrameLog {
  add(frame: Omit<TalkFrame, 'seq'>, nowMs: number): TalkFrame;
  last(): number;
  has(ref: string): boolean;
  /** All after `seq`; null where some of it is no longer kept. */
  since(seq: number): readonly TalkFrame[] | null;
  /** Drops what is too old, also where nothing new is said. */
  purge(nowMs: number): void;
}

export function createFrameLog({ keptForMs }: { readonly keptForMs: number }): FrameLog {
  const kept: { readonly frame: TalkFrame; readonly atMs: number }[] = [];
  let last = 0;
  let bytes = 0;

  function purge(nowMs: number): void {
    while (kept[0] && (kept.length > MAX_FRAMES || bytes > MAX_BYTES || nowMs - kept[0].atMs > keptForMs)) {
      bytes -= kept[0].frame.bytes.length;
      kept.shift();
    }
  }

  return {
    add(frame, nowMs) {
      last += 1;
      const numbered = { ...frame, seq: last };
      kept.push({ frame: numbered, atMs: nowMs });
      bytes += frame.bytes.length;
      purge(nowMs);
      return numbered;
    },
    last: () => last,
    has: (ref) => kept.some(({ frame }) => frame.ref === ref),
    since(seq) {
      const first = kept[0]?.frame.seq ?? last + 1;
      return seq <= last && seq >= first - 1 ? kept.map(({ frame }) => frame).filter((frame) => frame.seq > seq) : null;
    },
    purge,
  };
}
