import { visibleText, visibleWidth } from './visible-text.ts';

export interface TableColumn {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly align?: 'left' | 'right';
  /** Gives way first where the table is too wide, down to nothing if need be. */
  readonly isOptional?: boolean;
}

const GAP = '  ';
const NARROWEST = 6;

/**
 * Rows in aligned columns under a thin rule. In a terminal the widest columns give way until the table fits `width`;
 * with null nothing is cut. Characters that would steer the terminal are shown, not sent.
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string {
  // A column may be called by a value that was counted.
  const titles = columns.map(({ title }) => visibleText(title));
  const cells = rows.map((row) => columns.map((_, index) => visibleText(row[index] ?? '')));
  const wanted = titles.map((title, index) =>
    Math.max(visibleWidth(title), ...cells.map((row) => visibleWidth(row[index] ?? ''))),
  );
  const least = columns.map(({ isOptional = false }) => (isOptional ? 0 : NARROWEST));
  const room = width === null ? Number.POSITIVE_INFINITY : width - GAP.length * (columns.length - 1);
  const widths = fittedWidths(wanted, least, room);
  const line = (row: readonly string[]) =>
    widths
      .map((size, index) => fitted(row[index] ?? '', size, columns[index]?.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  return [line(titles), widths.map((size) => '─'.repeat(size)).join(GAP), ...cells.map(line), ''].join('\n');
}

/** Optional columns give way first, then the widest of the others, again and again, until all fit or none can. */
function fittedWidths(wanted: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...wanted];
  let excess = widths.reduce((sum, size) => sum + size, 0) - room;
  for (const [index, size] of widths.entries()) {
    if (least[index] !== 0 || excess <= 0) continue;
    widths[index] = Math.max(0, size - excess);
    excess -= size - (widths[index] ?? 0);
  }
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    const second = Math.max(NARROWEST, ...widths.filter((size) => size < widest));
    const taken = Math.min(excess, Math.max(1, widest - second));
    widths[widths.indexOf(widest)] = widest - taken;
    excess -= taken;
  }
  return widths;
}

function fitted(text: string, size: number, align: 'left' | 'right'): string {
  const cut = visibleWidth(text) > size ? truncated(text, size) : text;
  const padding = ' '.repeat(Math.max(0, size - visibleWidth(cut)));
  return align === 'right' ? padding + cut : cut + padding;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function truncated(text: string, size: number): string {
  if (size === 0) return '';
  let kept = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const next = visibleWidth(segment);
    if (used + next > size - 1) break;
    kept += segment;
    used += next;
  }
  return `${kept}…`;
}
