export interface NearWord {
  readonly word: string;
  /** 0 to 1: the share of letter triples that both have. */
  readonly likeness: number;
}

/** Below it two words are not taken for one that is misspelt, or formed otherwise. */
const LIKE_FROM = 0.58;
/** Shorter words have too few letters to tell a slip from another word. */
const MIN_LENGTH = 5;

/** Finds what of `words` an unknown one was most likely meant to be: by letter triples, so that slips and endings hurt little. */
export function createNearestWord(words: Iterable<string>): (unknown: string) => NearWord | null {
  const byTriple = new Map<string, string[]>();
  const sizes = new Map<string, number>();
  for (const word of new Set(words)) {
    if (word.length < MIN_LENGTH - 1) continue;
    const triples = triplesOf(word);
    sizes.set(word, triples.size);
    for (const triple of triples) {
      const having = byTriple.get(triple);
      if (having) having.push(word);
      else byTriple.set(triple, [word]);
    }
  }
  return (unknown) => {
    if (unknown.length < MIN_LENGTH || /\d/.test(unknown)) return null;
    const triples = triplesOf(unknown);
    const shared = new Map<string, number>();
    for (const triple of triples)
      for (const word of byTriple.get(triple) ?? []) shared.set(word, (shared.get(word) ?? 0) + 1);
    let best: NearWord | null = null;
    for (const [word, count] of shared) {
      const likeness = (2 * count) / (triples.size + (sizes.get(word) ?? 0));
      if (likeness >= LIKE_FROM && likeness > (best?.likeness ?? 0)) best = { word, likeness };
    }
    return best;
  };
}

function triplesOf(word: string): Set<string> {
  const padded = `##${word}##`;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
