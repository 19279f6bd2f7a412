import { visibleText, visibleWidth } from './visible-text.ts';

export interface TableColumn {
  readonly title: string;
  /** Numbers stand at the right. */
  readonly align?: 'left' | 'right';
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
  const cells = rows.map((row) => columns.map((_, index) => visibleText(row[index] ?? '')));
  const wanted = columns.map(({ title }, index) =>
    Math.max(visibleWidth(title), ...cells.map((row) => visibleWidth(row[index] ?? ''))),
  );
  const widths = width === null ? wanted : fittedWidths(wanted, width - GAP.length * (columns.length - 1));
  const line = (row: readonly string[]) =>
    widths
      .map((size, index) => fitted(row[index] ?? '', size, columns[index]?.align ?? 'left'))
      .join(GAP)
      .trimEnd();
  return [
    line(columns.map(({ title }) => title)),
    widths.map((size) => '─'.repeat(size)).join(GAP),
    ...cells.map(line),
    '',
  ].join('\n');
}

/** Takes from the widest column, again and again, until the columns fit or none can give more. */
function fittedWidths(wanted: readonly number[], room: number): number[] {
  const widths = [...wanted];
  let excess = widths.reduce((sum, size) => sum + size, 0) - room;
  while (excess > 0) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) break;
    const second = Math.max(NARROWEST, ...widths.filter((size) => size < widest));
    const index = widths.indexOf(widest);
    const taken = Math.min(excess, Math.max(1, widest - second));
    widths[index] = widest - taken;
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
