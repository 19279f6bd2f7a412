import type { Field } from '../../shared/query/field.ts';
import { fields } from '../../shared/query/fields.ts';
import { resolveField } from '../../shared/query/resolve-field.ts';

/** How a column's values are written: text is quoted and made safe, times become ISO 8601, JSON stays nested in JSON. */
export type ExportKind = 'text' | 'id' | 'number' | 'time' | 'json';

/** One column of the rows that are exported, by the name it has in the rows query. */
export interface ExportColumn {
  readonly column: string;
  readonly kind: ExportKind;
}

const kindOfType: Readonly<Record<Field['type'], ExportKind>> = {
  text: 'text',
  address: 'text',
  number: 'number',
  severity: 'number',
  time: 'time',
};

const byColumn: ReadonlyMap<string, ExportKind> = new Map([
  ...(fields as readonly Field[]).map((field) => [field.column, kindOfType[field.type]] as const),
  // Hexadecimal digits and hyphens of our own making: nothing in them needs quotes.
  ['event_id', 'id'] as const,
  ['run_id', 'id'] as const,
  ['secret_fingerprint', 'id'] as const,
  ['ocsf', 'json'] as const,
  ['ecs', 'json'] as const,
  ['raw', 'json'] as const,
]);

/** The kind of each column. A name that is no column of `events` leads into its JSON and is text. */
export function exportColumns(columns: readonly string[]): readonly ExportColumn[] {
  return columns.map((column) => ({ column, kind: byColumn.get(column) ?? 'text' }));
}

/** A whole event in one of its forms, of any length. */
export function isDocument({ kind }: ExportColumn): boolean {
  return kind === 'json';
}

/** What is taken out of an event's JSON by its path. */
export function isPath({ column, kind }: ExportColumn): boolean {
  return kind === 'text' && resolveField(column).kind === 'json';
}

/** The column as an SQL identifier, whatever characters its name has. */
export function columnSql(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

/** ISO 8601 in UTC with microseconds: `2026-11-20T09:30:00.000000Z`. */
export function timeSql(column: string): string {
  return `strftime(${columnSql(column)}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
}
