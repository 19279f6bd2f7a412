import type { Field } from '../../../shared/query/field.ts';
import { fields } from '../../../shared/query/fields.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { pathFields, pathLabel } from '../../fields/path-field.ts';

/** How a column looks in the table before the analyst changes anything. */
export interface ColumnDefinition {
  readonly column: string;
  readonly label: string;
  readonly description: string;
  readonly type: Field['type'];
  readonly widthPx: number;
  readonly align: 'start' | 'end';
  /** Ids and fingerprints, where each character counts. */
  readonly isMono: boolean;
}

const widths: Readonly<Record<string, number>> = {
  time: 188,
  received_at: 188,
  severity_id: 130,
  class_name: 160,
  activity_name: 100,
  secret_type: 204,
  secret_fingerprint: 212,
  secret_length: 104,
  secret_line: 72,
  status: 104,
  user_name: 184,
  user_email: 184,
  actor: 184,
  operation: 184,
  resource: 220,
  message: 320,
  event_id: 250,
  vendor_event_id: 260,
  run_id: 250,
};

const monoColumns: ReadonlySet<string> = new Set([
  'event_id',
  'vendor_event_id',
  'source_id',
  'user_uid',
  'src_ip',
  'secret_type',
  'run_id',
]);

export const columnDefinitions: readonly ColumnDefinition[] = (fields as readonly Field[]).map((field) => ({
  column: field.column,
  label: field.label,
  description: field.description,
  type: field.type,
  widthPx: widths[field.column] ?? 140,
  align: field.type === 'number' ? 'end' : 'start',
  isMono: monoColumns.has(field.column),
}));

const byColumn = new Map(columnDefinitions.map((definition) => [definition.column, definition]));

/** Of a column of the table, or of any field that a query may name (`finding_info.title`, `raw.x`). */
export function definitionOf(column: string): ColumnDefinition {
  const known = byColumn.get(column);
  if (known) return known;
  const definition = pathDefinition(column);
  byColumn.set(column, definition);
  return definition;
}

/** Whether a table can show the field: kept choices may name one that is gone. */
export function isColumn(name: string): boolean {
  return byColumn.has(name) || resolveField(name).kind !== 'unknown';
}

function pathDefinition(column: string): ColumnDefinition {
  const {
    label,
    description,
    type = 'text',
    widthPx = 140,
    isMono = false,
  } = pathFields[column] ?? {
    label: pathLabel(column),
    widthPx: 160,
  };
  return {
    column,
    label,
    description: description === undefined ? column : `${description} (${column})`,
    type,
    widthPx,
    align: type === 'number' ? 'end' : 'start',
    isMono,
  };
}

/** Always asked for, so that marks can be drawn and the title line of a row is at hand, whatever is shown. */
const alwaysAsked = ['event_id', 'time', 'severity_id', 'secret_type', 'secret_fingerprint', 'secret_length'];

/** The columns of a page request: the same list for the same set, whatever order they are shown in. */
export function columnsToAsk(shown: readonly string[]): string[] {
  return [...new Set([...alwaysAsked, ...shown])].sort();
}
