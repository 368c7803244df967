/** Whole kilobytes (1000 bytes), as the language writes numbers. */
export function kilobytes(language: string, bytes: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(bytes / 1000);
}
