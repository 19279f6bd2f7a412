import type { CursorPages, Parent, TimeWindow } from '../../collector/pagination/pagination.ts';
import type { HttpRequest, StreamContext } from '../../collector/stream-definition.ts';
import { nextCursorOf } from './read-answer.ts';

type Parameters = readonly (readonly [name: string, value: string])[];

/**
 * A GET below `/web/api/v2.1/`. Names and values are percent-encoded, a space as %20: applications are called
 * "7-Zip & Co + more". All sites go into one parameter.
 */
export function consoleRequest(
  context: StreamContext,
  path: string,
  parameters: Parameters,
  cursor: string | null,
  ofSites = true,
): HttpRequest {
  const sites = ofSites ? siteIdsOf(context.settings.siteIds) : '';
  const all: Parameters = [
    ['limit', String(context.pageSize > 0 ? context.pageSize : 100)],
    ...parameters,
    ...(sites === '' ? [] : [['siteIds', sites] as const]),
    ...(cursor === null ? [] : [['cursor', cursor] as const]),
  ];
  const query = all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return {
    method: 'GET',
    url: `${consoleOf(context.url)}/web/api/v2.1/${path}?${query}`,
    headers: { accept: 'application/json' },
  };
}

/** The console's address, also where the API's was entered. */
function consoleOf(url: string): string {
  return url.replace(/\/+$/, '').replace(/\/web(?:\/api(?:\/v\d+(?:\.\d+)?)?)?$/i, '');
}

function siteIdsOf(setting: string | undefined): string {
  return (setting ?? '')
    .split(/[\s,;]+/)
    .filter((id) => id !== '')
    .join(',');
}

/**
 * The pages of what was created or changed since the window's beginning. Every page is asked for with the filter of
 * the first one. The bound is inclusive and cut to the second, so the newest records come again: equal times get lost
 * to nobody, and repeated ones are told by their ids.
 */
export function pagesSince(
  path: string,
  filter: { readonly bound: string; readonly sortBy: string; readonly skipCount?: boolean },
): CursorPages<TimeWindow> {
  return {
    by: 'cursor',
    request: (context, window, cursor) =>
      consoleRequest(
        context,
        path,
        [
          ...(filter.skipCount ? ([['skipCount', 'true']] as const) : []),
          ['sortBy', filter.sortBy],
          ['sortOrder', 'asc'],
          [filter.bound, wholeSecond(window.fromUs)],
        ],
        cursor,
      ),
    cursorOf: nextCursorOf,
  };
}

/** The pages of a list that is read as a whole, or of one parent's children. `ofSites`: the list can be of some sites only. */
export function pagesOf<Scope extends Parent | null>(
  path: string | ((scope: Scope) => string),
  parameters: (scope: Scope) => Parameters,
  { ofSites }: { readonly ofSites: boolean } = { ofSites: true },
): CursorPages<Scope> {
  return {
    by: 'cursor',
    request: (context, scope, cursor) =>
      consoleRequest(
        context,
        typeof path === 'string' ? path : path(scope),
        parameters(scope),
        cursor,
        ofSites,
      ),
    cursorOf: nextCursorOf,
  };
}

function wholeSecond(timeUs: number): string {
  return new Date(Math.floor(timeUs / 1_000_000) * 1_000).toISOString().replace('.000Z', 'Z');
}
