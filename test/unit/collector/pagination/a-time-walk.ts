import type { Pages, TimeWalk, TimeWindow } from '../../../../main/collector/pagination/pagination.ts';
import type { HttpRequest, StreamContext } from '../../../../main/collector/stream-definition.ts';
import { US_PER_DAY, US_PER_MINUTE } from '../../../../shared/time-range.ts';
import { type DriveOptions, driveWalk, type Reply, us } from './drive-walk.ts';

export interface Row {
  readonly id: number;
  readonly at: string;
}

/** `11-20T12:00`: how a window's ends stand in the addresses below. */
export const short = (timeUs: number) => new Date(timeUs / 1_000).toISOString().slice(5, 16);

export function get(context: StreamContext, path: string): HttpRequest {
  return { method: 'GET', url: `${context.url}${path}`, headers: {} };
}

export const cursorPages = {
  by: 'cursor',
  request: (context, { fromUs, toUs }, cursor) =>
    get(context, `/${short(fromUs)}..${short(toUs)}${cursor === null ? '' : `#${cursor}`}`),
  cursorOf: (answer) => (answer as { cursor?: string | null } | undefined)?.cursor ?? null,
} satisfies Pages<TimeWindow>;

/** Windows of a day, each in pages by cursor. */
export const walk: TimeWalk = {
  kind: 'time-walk',
  maxWindowUs: US_PER_DAY,
  overlapUs: 10 * US_PER_MINUTE,
  lagUs: 0,
  mark: 'window-end',
  pages: cursorPages,
};

/** One window that reaches to the present, and a mark at the newest record. */
export const byNewest: TimeWalk = {
  ...walk,
  maxWindowUs: null,
  mark: { newestUs: (rows) => Math.max(...rows.map((row) => us((row as Row).at))) },
};

export const now = '2026-11-20T12:00:00Z';
export const empty = (): Reply => ({ data: { rows: [] } });

/** A walk from three days back to `now`, unless the options say something else. */
export function drive(
  pagination: TimeWalk,
  answer: (request: HttpRequest) => Reply,
  options: Partial<DriveOptions> = {},
) {
  return driveWalk(pagination, answer, { now, ...options });
}

/** Two pages for every window. */
export function twoPages({ url }: HttpRequest): Reply {
  const isFirst = !url.includes('#');
  return { data: { rows: [{ id: url }], cursor: isFirst ? `second-${short(us(now))}-${url.length}` : null } };
}
