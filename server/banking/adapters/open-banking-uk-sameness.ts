/**
 * Whether an answer is about what was asked: true where all that was sent is in what came back. A bank may say more.
 * Amounts and times are compared by their value, everything else as it is written.
 */
export function saysAll(sent: unknown, said: unknown, name = ''): boolean {
  if (typeof sent === 'string') return typeof said === 'string' && isSame(sent, said, name);
  if (Array.isArray(sent))
    return (
      Array.isArray(said) &&
      said.length === sent.length &&
      sent.every((item, index) => saysAll(item, said[index], name))
    );
  if (typeof sent !== 'object' || sent === null) return sent === said;
  if (typeof said !== 'object' || said === null) return false;
  return Object.entries(sent).every(([key, value]) => saysAll(value, (said as Record<string, unknown>)[key], key));
}

function isSame(sent: string, said: string, name: string): boolean {
  if (name === 'Amount') return normalDecimal(sent) === normalDecimal(said);
  if (name.endsWith('DateTime')) return Date.parse(sent) === Date.parse(said);
  return sent === said;
}

/** `12.50` and `12.5` are one amount. */
function normalDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
