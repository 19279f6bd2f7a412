import type { EventRow } from '../../../shared/event-record.ts';
import { resolveField } from '../../../shared/query/resolve-field.ts';
import { severities } from '../../../shared/query/severities.ts';
import { formatNumber } from '../../design/format-number.ts';
import { formatTime, type ZoneChoice } from '../../design/format-time.ts';
import { pathValueText } from '../../fields/path-field.ts';
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
  return isPath(column) ? pathValueText(value) : value;
}

/**
 * What a filter on the cell asks for; null stands for "missing". Undefined where a filter on one value makes no
 * sense: a time is narrowed by the range.
 */
export function cellFilterValue(row: EventRow, column: string): string | null | undefined {
  if (definitionOf(column).type === 'time') return undefined;
  const value = row[column] ?? null;
  // Several values at one path stand in one text; which of them is meant can't be told.
  if (typeof value === 'string' && isPath(column) && value.includes(', ')) return undefined;
  return value === null ? null : filterValue(column, value);
}

function isPath(column: string): boolean {
  return resolveField(column).kind === 'json';
}
