import { US_PER_SECOND } from '../../../shared/time-range.ts';
import type { Pages, TimeWindow } from '../../collector/pagination/pagination.ts';
import type { HttpRequest, StreamContext } from '../../collector/stream-definition.ts';
import { isoTime } from '../ecs/ecs-document.ts';
import { graphHostOf } from './national-clouds.ts';
import { nextLinkOf } from './read-answer.ts';

/** What new enum members are called is only said to those who ask for it; else they all are `unknownFutureValue`. */
const newEnumMembers = { prefer: 'include-unknown-enum-members' };

/** `path` as `/v1.0/auditLogs/signIns`. Options are encoded with %20 for spaces: a plus sign is no space to Graph. */
export function graphRequest(
  context: StreamContext,
  path: string,
  options: Readonly<Record<string, string | number>>,
  headers: Readonly<Record<string, string>> = newEnumMembers,
): HttpRequest {
  const query = Object.entries(options).map(([name, value]) => `$${name}=${encodeURIComponent(value)}`);
  return {
    ...linkRequest(`${graphHostOf(context)}${path}?${query.join('&')}`),
    headers: withAccept(headers),
  };
}

/** A next link, as it is. */
export function linkRequest(link: string): HttpRequest {
  return { method: 'GET', url: link, headers: withAccept(newEnumMembers) };
}

function withAccept(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return { accept: 'application/json', ...headers };
}

/** The pages of a log's window: both ends included, next links followed as they are. */
export function logPages(
  path: string,
  optionsOf: (window: TimeWindow) => Readonly<Record<string, string | number>>,
): Pages<TimeWindow> {
  return {
    by: 'link',
    request: (context, window) =>
      graphRequest(context, path, { ...optionsOf(window), top: context.pageSize || 1_000 }),
    linkRequest: (_context, link) => linkRequest(link),
    linkOf: nextLinkOf,
  };
}

/** A link of a directory's round: parameters only count in its first request, the page size in each. */
export function deltaRequest(link: string, pageSize: number): HttpRequest {
  return { method: 'GET', url: link, headers: withAccept(pagePreference(pageSize)) };
}

export function pagePreference(pageSize: number): Readonly<Record<string, string>> {
  return pageSize > 0 ? { prefer: `odata.maxpagesize=${pageSize}` } : {};
}

/** A bare date-time, down to the whole second: `2026-01-05T10:00:00Z`. */
export function secondsBefore(timeUs: number): string {
  return wholeSeconds(Math.floor(timeUs / US_PER_SECOND));
}

/** The same, up to the whole second. */
export function secondsAfter(timeUs: number): string {
  return wholeSeconds(Math.ceil(timeUs / US_PER_SECOND));
}

function wholeSeconds(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');
}

/** With a fraction only where there is one. */
export function exactTime(timeUs: number): string {
  return isoTime(timeUs).replace('.000Z', 'Z');
}
