import { useCallback, useState } from 'react';

/** The cell that the keyboard is at. Row −1 is the header. */
export interface GridPosition {
  readonly row: number;
  /** Null: the first column, whichever that is. */
  readonly column: string | null;
}

export interface GridCursor extends GridPosition {
  place(position: Partial<GridPosition>): void;
}

/** One cursor for the table and the detail pane, which walks the rows too. */
export function useGridCursor(): GridCursor {
  const [position, setPosition] = useState<GridPosition>({ row: 0, column: null });
  const place = useCallback(
    (change: Partial<GridPosition>) => setPosition((before) => ({ ...before, ...change })),
    [],
  );
  return { ...position, place };
}

/** The column `by` places further, staying within the ends. */
export function columnBeside(columns: readonly string[], column: string | null, by: number): string | null {
  const index = Math.max(0, column === null ? 0 : columns.indexOf(column));
  return columns[Math.min(columns.length - 1, Math.max(0, index + by))] ?? null;
}
