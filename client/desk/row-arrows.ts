import { useEffect } from 'react';

/**
 * The rows of the console's lists by the arrow keys: whatever is within `data-rows` and has `data-row`. Up and down go from row to row,
 * left and right from one thing to press to the next, Home and End to the first row and the last; from a heading among them, to the row
 * beside it. What is pressed is a button or link of the row, by Enter, as everywhere. Rows with nothing to press are passed over.
 */
export function useRowArrows(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** A column of a row; beside a heading the row is a half. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads to in rows that have so many columns, one at least; null where it leads nowhere. */
export function nextPlace(columns: readonly number[], { row, column }: Place, key: string): Place | null {
  const next: Readonly<Record<string, Place>> = {
    ArrowDown: { row: Math.floor(row + 1), column },
    ArrowUp: { row: Math.ceil(row - 1), column },
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    Home: { row: 0, column },
    End: { row: columns.length - 1, column },
  };
  const place = next[key];
  const width = place && columns[place.row];
  if (!place || width === undefined || place.column < 0) return null;
  if (place.row !== row) return { row: place.row, column: Math.min(place.column, width - 1) };
  return place.column < width ? place : null;
}

function onKey(event: KeyboardEvent): void {
  const at = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
  if (!(at instanceof HTMLElement) || !at.matches('[data-row] :is(button, a), :is(h2, h3)')) return;
  const rows = [...(at.closest('[data-rows]')?.querySelectorAll('[data-row]') ?? [])]
    .map((row) => [...row.querySelectorAll<HTMLElement>('button:not(:disabled), a[href]')])
    .filter((row) => row.length > 0);
  const place = nextPlace(
    rows.map((row) => row.length),
    placeOf(at, rows),
    event.key,
  );
  const to = place && rows[place.row]?.[place.column];
  if (!to) return;
  event.preventDefault();
  to.focus();
}

function placeOf(at: HTMLElement, rows: readonly HTMLElement[][]): Place {
  const row = rows.findIndex((one) => one.includes(at));
  if (row >= 0) return { row, column: rows[row]?.indexOf(at) ?? 0 };
  const before = rows.filter(
    ([first]) => first && at.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_PRECEDING,
  );
  return { row: before.length - 0.5, column: 0 };
}
