import { createHash } from 'node:crypto';
import type { VendorAnswer } from '../serve-vendor.ts';
import type { ConsoleRow } from './console-row.ts';

export interface ConsolePage {
  readonly data: readonly unknown[];
  readonly pagination: { readonly nextCursor: string | null; readonly totalItems: number };
  readonly errors?: readonly unknown[];
}

const LARGEST_PAGE = 1_000;
const USUAL_PAGE = 10;

/**
 * One page of rows in the order of their time. A cursor is opaque, names the last row that was given and holds for the
 * same parameters only; so it goes on where it was though rows came in between.
 */
export function pageOf(rows: readonly ConsoleRow[], url: URL): VendorAnswer<ConsolePage> {
  const limit = limitOf(url);
  if (limit === null) return badRequest('limit: must be a whole number from 1 to 1000.');
  const ordered = [...rows].sort((a, b) => a.timeUs - b.timeUs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const cursor = url.searchParams.get('cursor');
  const after = cursor === null ? null : readCursor(cursor, url);
  if (cursor !== null && after === null) return badRequest('cursor: Invalid cursor.');
  const rest = after === null ? ordered : ordered.filter((row) => isBehind(row, after));
  const given = rest.slice(0, limit);
  const last = given.at(-1);
  const hasMore = rest.length > given.length && last !== undefined;
  const isCounted = url.searchParams.get('skipCount') !== 'true';
  return {
    status: 200,
    data: {
      data: given.map(({ data }) => data),
      pagination: {
        nextCursor: hasMore ? writeCursor(last, url) : null,
        totalItems: isCounted ? ordered.length : 0,
      },
    },
  };
}

export function badRequest(detail: string): VendorAnswer<ConsolePage> {
  return refusal(400, { code: 4000010, detail, title: 'Bad Request' });
}

export function refusal(
  status: number,
  error: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): VendorAnswer<ConsolePage> {
  return { status, refusal: { data: null, errors: [error], pagination: null }, headers };
}

function limitOf(url: URL): number | null {
  const text = url.searchParams.get('limit');
  if (text === null) return USUAL_PAGE;
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= LARGEST_PAGE ? limit : null;
}

interface Place {
  readonly timeUs: number;
  readonly id: string;
}

function isBehind(row: ConsoleRow, { timeUs, id }: Place): boolean {
  return row.timeUs > timeUs || (row.timeUs === timeUs && row.id > id);
}

function writeCursor({ timeUs, id }: ConsoleRow, url: URL): string {
  return Buffer.from(JSON.stringify([timeUs, id, filterOf(url)])).toString('base64');
}

function readCursor(cursor: string, url: URL): Place | null {
  try {
    const [timeUs, id, filter] = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'));
    return filter === filterOf(url) && typeof id === 'string' ? { timeUs: Number(timeUs), id } : null;
  } catch {
    return null;
  }
}

/** All that narrows or orders the rows; the size of a page may change. */
function filterOf(url: URL): string {
  const parameters = [...url.searchParams].filter(([name]) => name !== 'cursor' && name !== 'limit').sort();
  return createHash('sha256')
    .update(JSON.stringify([url.pathname, parameters]))
    .digest('hex')
    .slice(0, 12);
}
