import { US_PER_DAY, US_PER_MS } from '../../../shared/time-range.ts';
import type { Pagination } from './pagination.ts';
import { numberIn, objectIn, parsePosition, textIn } from './position-text.ts';

/** How far a stream that walks through time is collected, and when its collecting began. */
export interface Mark {
  readonly markUs: number;
  readonly firstUs: number;
  readonly lookBackDays: number;
}

/** Null for walks that always read what there is now, and where nothing was collected yet. */
export function markOf(pagination: Pagination, position: string | null): Mark | null {
  const fields = parsePosition(position);
  if (fields === null) return null;
  switch (pagination.kind) {
    case 'day-walk': {
      const markUs = dayIn(fields, 'day');
      const lookBackDays = numberIn(fields, 'lookBackDays') ?? 0;
      return markUs === null ? null : { markUs, firstUs: dayIn(fields, 'firstDay') ?? markUs, lookBackDays };
    }
    case 'time-walk': {
      const markUs = numberIn(fields, 'markUs');
      const lookBackDays = numberIn(fields, 'lookBackDays') ?? 0;
      return markUs === null
        ? null
        : { markUs, firstUs: numberIn(fields, 'firstUs') ?? markUs, lookBackDays };
    }
    case 'fan-out': {
      const list = objectIn(fields, 'list');
      return list === null ? null : markOf(pagination.parents, JSON.stringify(list));
    }
    case 'snapshot':
    case 'delta':
      return null;
  }
}

function dayIn(fields: Readonly<Record<string, unknown>>, name: string): number | null {
  const text = textIn(fields, name);
  const ms = text === null ? Number.NaN : Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) ? null : Math.floor((ms * US_PER_MS) / US_PER_DAY) * US_PER_DAY;
}
