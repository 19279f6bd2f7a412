import type { EventRow } from '../../../shared/event-record.ts';
import { severities } from '../../../shared/query/fields.ts';
import { formatNumber } from '../../design/format-number.ts';
import { formatTime, type ZoneChoice } from '../../design/format-time.ts';
import { filterValue } from '../state/field-filter.ts';
import { definitionOf } from './column-definitions.ts';

/** The value as text, as it is shown and copied; empty where there is none. */
export function cellText(row: EventRow, column: string, zone: ZoneChoice): string {
  const value = row[column] ?? null;
  if (value === null) return '';
  if (column === 'severity_id') {
    return severities.find((severity) => severity.id === value)?.name ?? String(value);
  }
  if (typeof value === 'number') {
    const { type, column: name } = definitionOf(column);
    if (type === 'time') return formatTime(value, zone);
    // Ids are names made of digits.
    return name.endsWith('_id') || name.endsWith('_uid') ? String(value) : formatNumber(value);
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return listOf(value)?.join(', ') ?? value;
}

/** A field below a list has one value for each element: they come as one JSON list. Null for any other text. */
export function listOf(value: unknown): string[] | null {
  if (typeof value !== 'string' || !value.startsWith('[')) return null;
  try {
    const list: unknown = JSON.parse(value);
    if (!Array.isArray(list) || list.some((entry) => typeof entry === 'object')) return null;
    return list.map(String);
  } catch {
    return null;
  }
}

/**
 * What a filter on the cell asks for; null stands for "missing". Undefined where a filter on one value makes no
 * sense: a time is narrowed by the range.
 */
export function cellFilterValue(row: EventRow, column: string): string | null | undefined {
  if (definitionOf(column).type === 'time') return undefined;
  const value = row[column] ?? null;
  const list = listOf(value);
  // One of several can't be told from a press on all of them.
  if (list) return list.length === 1 && list[0] !== undefined ? filterValue(column, list[0]) : undefined;
  return value === null ? null : filterValue(column, value);
}
