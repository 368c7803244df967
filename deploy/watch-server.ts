import { watch } from 'node:fs';

/** Saving a file writes it more than once; one restart is enough. */
const SETTLE_MS = 300;

/** Calls `onChange` with the services that a saved source file belongs to. Answers how to stop watching. */
export function watchServer(
  onChange: (touched: { readonly bank: boolean; readonly branch: boolean }) => void,
): () => void {
  const touched = { bank: false, branch: false };
  let timer: NodeJS.Timeout | undefined;
  const note = (folder: string) => (_event: string, file: string | null) => {
    if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return;
    const bankOnly = folder === 'server' && file.startsWith('sandbox-bank');
    const both = folder === 'shared' || file.startsWith('lib');
    touched.bank ||= bankOnly || both;
    touched.branch ||= !bankOnly;
    clearTimeout(timer);
    timer = setTimeout(() => {
      onChange({ ...touched });
      touched.bank = false;
      touched.branch = false;
    }, SETTLE_MS);
  };
  const watchers = ['server', 'shared'].map((folder) => watch(folder, { recursive: true }, note(folder)));
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
