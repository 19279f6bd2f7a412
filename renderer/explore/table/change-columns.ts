import type { ColumnsChoice } from '../state/explore-state.ts';

export const NARROWEST = 48;
export const WIDEST = 2_000;

/** The columns as they stand on the screen, left to right: pinned to the start, free, pinned to the end. */
export function columnsInOrder(choice: ColumnsChoice): string[] {
  const isShown = (column: string) => choice.shown.includes(column);
  const pinned = new Set([...choice.pinnedStart, ...choice.pinnedEnd]);
  return [
    ...choice.pinnedStart.filter(isShown),
    ...choice.shown.filter((column) => !pinned.has(column)),
    ...choice.pinnedEnd.filter(isShown),
  ];
}

export function showColumn(choice: ColumnsChoice, column: string): ColumnsChoice {
  return choice.shown.includes(column) ? choice : { ...choice, shown: [...choice.shown, column] };
}

/** The last column stays: a table without columns can't be mended from its header. */
export function hideColumn(choice: ColumnsChoice, column: string): ColumnsChoice {
  const shown = choice.shown.filter((candidate) => candidate !== column);
  return shown.length === 0 ? choice : { ...pinColumn(choice, column, null), shown };
}

export function pinColumn(
  choice: ColumnsChoice,
  column: string,
  side: 'start' | 'end' | null,
): ColumnsChoice {
  const without = (columns: readonly string[]) => columns.filter((candidate) => candidate !== column);
  const pinnedStart = without(choice.pinnedStart);
  const pinnedEnd = without(choice.pinnedEnd);
  if (side === 'start') pinnedStart.push(column);
  if (side === 'end') pinnedEnd.unshift(column);
  return { ...choice, pinnedStart, pinnedEnd };
}

export function resizeColumn(choice: ColumnsChoice, column: string, widthPx: number): ColumnsChoice {
  const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, widthPx)));
  return { ...choice, widths: { ...choice.widths, [column]: width } };
}

/** Puts the column before `target` (null: at the end). Columns move among those pinned to the same side. */
export function moveColumn(choice: ColumnsChoice, column: string, target: string | null): ColumnsChoice {
  if (column === target) return choice;
  const side = sideOf(choice, column);
  if (target !== null && sideOf(choice, target) !== side) return choice;
  const move = (columns: readonly string[]) => {
    const rest = columns.filter((candidate) => candidate !== column);
    const index = target === null ? rest.length : rest.indexOf(target);
    return [...rest.slice(0, index), column, ...rest.slice(index)];
  };
  if (side === 'start') return { ...choice, pinnedStart: move(choice.pinnedStart) };
  if (side === 'end') return { ...choice, pinnedEnd: move(choice.pinnedEnd) };
  return { ...choice, shown: move(choice.shown) };
}

/** One place to the left or right among its neighbours; the same choice where there is none. */
export function stepColumn(choice: ColumnsChoice, column: string, direction: -1 | 1): ColumnsChoice {
  const side = sideOf(choice, column);
  const neighbours = columnsInOrder(choice).filter((candidate) => sideOf(choice, candidate) === side);
  const index = neighbours.indexOf(column);
  const place = index + direction;
  if (index === -1 || place < 0 || place >= neighbours.length) return choice;
  const target = direction === -1 ? neighbours[place] : neighbours[place + 1];
  return moveColumn(choice, column, target ?? null);
}

export function sideOf(choice: ColumnsChoice, column: string): 'start' | 'end' | null {
  if (choice.pinnedStart.includes(column)) return 'start';
  return choice.pinnedEnd.includes(column) ? 'end' : null;
}
