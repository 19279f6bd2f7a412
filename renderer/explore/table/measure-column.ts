import type { EventRow } from '../../../shared/event-record.ts';
import type { ZoneChoice } from '../../design/format-time.ts';
import { visibleText } from '../../design/visible-text.ts';
import { cellText } from './cell-value.ts';
import { type ColumnDefinition, definitionOf } from './column-definitions.ts';

/** Cell padding and the separator. */
const PADDING = 21;
/** Room for the sort mark and the menu button. */
const HEADER_EXTRA = 44;
const MARK = 22;
const WIDEST_FIT = 640;

/** The width, pixels, at which the column's head and every given row can be read whole; long texts are cut at 640. */
export function fittingWidth(
  column: string,
  rows: readonly EventRow[],
  zone: ZoneChoice,
  label: string,
): number {
  const definition = definitionOf(column);
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return definition.widthPx;
  const style = getComputedStyle(document.documentElement);
  const measure = (text: string, font: string) => {
    context.font = font;
    return context.measureText(text).width;
  };
  const family = (name: string) => style.getPropertyValue(name).trim();
  const ui = `13px ${family('--font-ui')}`;
  const cellFont =
    definition.isMono || column === 'secret_fingerprint' ? `12px ${family('--font-mono')}` : ui;
  const head = measure(label, `600 12px ${family('--font-ui')}`) + HEADER_EXTRA;
  const widest = rows.reduce(
    (most, row) => Math.max(most, measure(shownText(definition, row, zone), cellFont)),
    0,
  );
  const mark = column === 'severity_id' || column === 'secret_fingerprint' ? MARK : 0;
  return Math.ceil(Math.min(WIDEST_FIT, Math.max(head, widest + mark) + PADDING));
}

/** A fingerprint is shown by its first characters beside the length. */
function shownText({ column }: ColumnDefinition, row: EventRow, zone: ZoneChoice): string {
  const text = visibleText(cellText(row, column, zone));
  if (column !== 'secret_fingerprint' || text === '') return text;
  return `${row.secret_length ?? 0} chars · fp ${text.slice(0, 8)}`;
}
