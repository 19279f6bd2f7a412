import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import { changesOn, type DirectoryChange, type DirectoryKind, directoryAt } from './directory-changes.ts';
import { refused } from './graph-refusal.ts';
import { MS_PER_DAY } from './log-row.ts';
import type { GraphObject } from './sample-directory.ts';

/** How far before the tenant's first day its directory starts to change. */
const HISTORY_DAYS = 20;
const TOKEN_LIFE_DAYS = 7;
const DEFAULT_PAGE = 100;

/** Where a round stands: what it covers, as of when, and how far it is. */
interface Position {
  readonly sinceMs: number | null;
  readonly asOfMs: number;
  readonly offset: number;
  readonly select: string;
}

/** Users, groups and devices by delta: all at first, then only what changed, in links that nobody should read. */
export function createDeltaCollections(seed: string, startedOn: number) {
  const startMs = (startedOn - HISTORY_DAYS) * MS_PER_DAY;
  const changesUntil = (ms: number) => {
    const days = Math.floor(ms / MS_PER_DAY) - (startedOn - HISTORY_DAYS) + 1;
    return Array.from({ length: Math.max(0, days) }, (_, at) =>
      changesOn(seed, startedOn - HISTORY_DAYS + at),
    )
      .flat()
      .filter(({ atMs }) => atMs <= ms);
  };
  return (request: VendorRequest, nowMs: number): VendorAnswer<unknown> | null => {
    const kind = /^\/v1\.0\/(users|groups|devices)\/delta$/.exec(request.url.pathname)?.[1] as
      | DirectoryKind
      | undefined;
    if (kind === undefined) return null;
    const position = readPosition(request, nowMs);
    if (!('asOfMs' in position)) return position;
    const changes = changesUntil(position.asOfMs);
    return answerRound(request, position, objectsOf(kind, position, startMs, changes));
  };
}

function objectsOf(
  kind: DirectoryKind,
  { sinceMs, select }: Position,
  startMs: number,
  changes: readonly DirectoryChange[],
): readonly GraphObject[] {
  const names = select === '' ? null : new Set(['id', '@removed', 'members@delta', ...select.split(',')]);
  const objects =
    sinceMs === null
      ? directoryAt(kind, startMs, changes)
      : changes.filter((one) => one.kind === kind && one.atMs > sinceMs).map(({ change }) => change);
  if (names === null) return objects;
  return objects.map(
    (object) => Object.fromEntries(Object.entries(object).filter(([name]) => names.has(name))) as GraphObject,
  );
}

function readPosition({ url }: VendorRequest, nowMs: number): Position | ReturnType<typeof refused> {
  const options = url.searchParams;
  for (const name of options.keys()) {
    if (!['$select', '$filter', '$skiptoken', '$deltatoken'].includes(name)) {
      return refused(
        400,
        'Request_UnsupportedQuery',
        `The query option '${name}' is not supported with delta.`,
      );
    }
  }
  const token = options.get('$skiptoken') ?? options.get('$deltatoken');
  const first = { sinceMs: null, asOfMs: nowMs, offset: 0, select: options.get('$select') ?? '' };
  if (token === null) return first;
  if (token === 'latest') return { ...first, sinceMs: nowMs };
  const given = decoded(token);
  if (given === null) return refused(400, 'Request_BadRequest', 'Badly formed token.');
  if (nowMs - given.asOfMs > TOKEN_LIFE_DAYS * MS_PER_DAY) {
    const location = `http://sample.invalid${url.pathname}`;
    return refused(410, 'syncStateNotFound', 'The sync state generation is not found; start again.', {
      location,
    });
  }
  return options.has('$skiptoken') ? given : { ...given, sinceMs: given.asOfMs, asOfMs: nowMs, offset: 0 };
}

/** The first object comes once more, and a page may be empty and still have a next one: both are usual. */
function answerRound(
  request: VendorRequest,
  position: Position,
  objects: readonly GraphObject[],
): VendorAnswer<unknown> {
  const size = Number(/odata\.maxpagesize=(\d+)/.exec(request.headers.prefer ?? '')?.[1] ?? DEFAULT_PAGE);
  const base = `http://${request.headers.host}${request.url.pathname}`;
  const { offset } = position;
  const end = offset + size;
  const isFirst = offset === 0 && position.sinceMs === null;
  const value = objects.slice(offset, end);
  const next = end < objects.length ? { ...position, offset: end } : null;
  return {
    status: 200,
    data: {
      '@odata.context': `http://${request.headers.host}/v1.0/$metadata`,
      ...(next === null
        ? { '@odata.deltaLink': `${base}?$deltatoken=${encoded(position)}` }
        : { '@odata.nextLink': `${base}?$skiptoken=${encoded(next)}` }),
      value: isFirst ? [...value, ...value.slice(0, 1)] : value,
    },
  };
}

function encoded(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decoded(token: string): Position | null {
  try {
    const given: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return typeof given === 'object' && given !== null && 'asOfMs' in given && 'offset' in given
      ? (given as Position)
      : null;
  } catch {
    return null;
  }
}
