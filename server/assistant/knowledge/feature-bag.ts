/** What is seen in a question: each feature's key, and beside it its weight. */
export interface Features {
  readonly keys: Int32Array;
  readonly weights: Float32Array;
}

/** Collects what is seen in one text; what is seen twice has the greater weight. */
export interface FeatureBag {
  add(key: number, weight: number): void;
  features(): Features;
}

export function createFeatureBag(): FeatureBag {
  const found = new Map<number, number>();
  return {
    add(key, weight) {
      // Thirty bits are a small integer, and some hundred thousand of them hardly ever the same.
      const kept = (key ^ (key >>> 15)) & 0x3fff_ffff;
      const before = found.get(kept);
      if (before === undefined || before < weight) found.set(kept, weight);
    },
    features: () => ({ keys: Int32Array.from(found.keys()), weights: Float32Array.from(found.values()) }),
  };
}

/** A word as a number (FNV-1a): to join and look up numbers is several times as fast as to join and look up words. */
export function hashOf(word: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x0100_0193);
  return hash;
}

/** What comes of something and what follows it; their order matters. */
export function withNext(hash: number, next: number): number {
  const mixed = Math.imul(((hash << 5) | (hash >>> 27)) ^ next, 0x9e37_79b1);
  return mixed ^ (mixed >>> 13);
}

/** The same of two whichever comes first. */
export function ofBoth(hash: number, one: number, other: number): number {
  return one < other ? withNext(withNext(hash, one), other) : withNext(withNext(hash, other), one);
}

export function joined(one: Features, other: Features): Features {
  const keys = new Int32Array(one.keys.length + other.keys.length);
  const weights = new Float32Array(keys.length);
  keys.set(one.keys);
  keys.set(other.keys, one.keys.length);
  weights.set(one.weights);
  weights.set(other.weights, one.keys.length);
  return { keys, weights };
}
