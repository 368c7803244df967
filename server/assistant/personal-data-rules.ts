const PATTERNS: readonly (readonly [string, RegExp])[] = [
  ['email', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/giu],
  ['iban', /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}\b/gi],
  ['account', /\b\d{2}[- ]\d{2}[- ]\d{2}[ ,]+\d{8}\b/g],
  ['card', /\b(?:\d[ -]?){12,18}\d\b/g],
  ['sort-code', /\b\d{2}[- ]\d{2}[- ]\d{2}\b/g],
  ['phone', /(?:\+|\b00)\d(?:[ ()-]?\d){6,14}\b|\b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b/g],
  // Any long number may be an account's.
  ['number', /(?<![\d.,])\d{6,}(?![\d.,]\d)/g],
];

/** A mask that gives one person or number the same placeholder throughout one talk, and takes its own words back. */
export function createMask(names: readonly string[]) {
  const placeholders = new Map<string, string>();
  const hidden = new Map<string, string>();
  const counts = new Map<string, number>();
  const placeholderOf = (kind: string, words: string) => {
    const known = placeholders.get(words);
    if (known) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const placeholder = `[${kind}-${count}]`;
    placeholders.set(words, placeholder);
    hidden.set(placeholder, words);
    return placeholder;
  };
  // The whole name, and each part of it that is long enough not to be another word.
  const parts = [...new Set(names.flatMap((name) => [name, ...name.split(/\s+/)]))].filter((part) => part.length > 2);
  const nameOf =
    parts.length > 0
      ? new RegExp(
          `(?<!\\p{L})(${parts
            .sort((a, b) => b.length - a.length)
            .map(literal)
            .join('|')})(?!\\p{L})`,
          'giu',
        )
      : null;
  return {
    mask(text: string): string {
      const named = nameOf ? text.replace(nameOf, (words) => placeholderOf('name', words)) : text;
      return PATTERNS.reduce(
        (masked, [kind, pattern]) => masked.replace(pattern, (words) => placeholderOf(kind, words)),
        named,
      );
    },
    /** For drafts on our side alone. */
    unmask: (text: string): string =>
      text.replace(/\[[a-z-]+-\d+\]/g, (placeholder) => hidden.get(placeholder) ?? placeholder),
  };
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
