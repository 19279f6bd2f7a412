import type { CursorPages, DeltaWalk, Parent } from '../../../main/collector/pagination/pagination.ts';
import type {
  HttpRequest,
  StreamContext,
  StreamDefinition,
  VendorDefinition,
} from '../../../main/collector/stream-definition.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed, ok } from '../../../shared/result.ts';
import { US_PER_DAY, US_PER_MINUTE } from '../../../shared/time-range.ts';
import type { VendorStream } from '../../../shared/vendor-descriptor.ts';
import { doorStream, doorVendor } from './made-up-vendor.ts';

/** A record of the made-up gate API. Everything but id and time is optional. */
export interface Passage {
  readonly id: string;
  readonly at: string;
  readonly [field: string]: unknown;
}

interface Page {
  readonly rows?: readonly unknown[];
  readonly cursor?: string | null;
  readonly next?: string;
  readonly delta?: string;
}

export function get(context: StreamContext, path: string): HttpRequest {
  return { method: 'GET', url: `${context.url}${path}`, headers: {} };
}

export function cursorPages<Scope>(pathOf: (scope: Scope, pageSize: number) => string): CursorPages<Scope> {
  return {
    by: 'cursor',
    request: (context, scope, cursor) =>
      get(context, `${pathOf(scope, context.pageSize)}${cursor === null ? '' : `&cursor=${cursor}`}`),
    cursorOf: (answer) => (answer as Page | undefined)?.cursor ?? null,
  };
}

const base: Omit<StreamDefinition, 'name' | 'pagination'> = {
  ...doorStream('any'),
  readRecords: (answer) => {
    const rows = (answer as Page | null)?.rows;
    return Array.isArray(rows)
      ? ok(rows)
      : failed(appError('unexpected-response', 'This is not the gate API.', 'Check the base URL.'));
  },
};

/** Passages by time, a day at once, in pages. */
export const passages: StreamDefinition = {
  ...base,
  name: 'passages',
  pagination: {
    kind: 'time-walk',
    maxWindowUs: US_PER_DAY,
    overlapUs: 10 * US_PER_MINUTE,
    lagUs: 0,
    mark: 'window-end',
    pages: cursorPages(
      ({ fromUs, toUs }, size) => `/passages?from=${isoOf(fromUs)}&to=${isoOf(toUs)}&size=${size}`,
    ),
  },
};

/** Everything the gates are made of. */
export const parts: StreamDefinition = {
  ...base,
  name: 'parts',
  pagination: { kind: 'snapshot', pages: cursorPages((_scope, size) => `/parts?size=${size}`) },
};

/** Those who may pass: complete at first, then what has changed, with the changed properties only. */
export const people: StreamDefinition = {
  ...base,
  name: 'people',
  pagination: {
    kind: 'delta',
    firstRequest: (context) => get(context, '/people?all=1'),
    linkRequest: (_context, link) => ({ method: 'GET', url: link, headers: {} }),
    nextLinkOf: (answer) => (answer as Page).next ?? null,
    deltaLinkOf: (answer) => (answer as Page).delta ?? null,
  } satisfies DeltaWalk,
  versions: 'by-content',
  merge: {
    uidOf: (change) => (change as Passage).id,
    merge: (latest, change) => ({ ...(latest as object | null), ...(change as object) }),
    removal: (id) => ({ id, at: '2026-11-20T00:00:00Z', door: 'gone' }),
  },
  naturalKey: (record) => [JSON.stringify(record)],
  map(record, context) {
    const mapped = base.map(record, context);
    const { id } = record as Passage;
    return mapped.ok ? ok({ ...mapped.value, object: { uid: id, versionUs: mapped.value.timeUs } }) : mapped;
  },
};

/** What each gate saw: gates first, then the visits of each. */
export const visits: StreamDefinition = {
  ...base,
  name: 'visits',
  pagination: {
    kind: 'fan-out',
    parents: { kind: 'snapshot', pages: cursorPages((_scope, size) => `/gates?size=${size}`) },
    parentsOf: (answer) =>
      ok(((answer as Page).rows ?? []).map((row) => ({ key: String((row as Passage).id), data: {} }))),
    children: cursorPages<Parent>(({ key }, size) => `/visits?gate=${key}&size=${size}`),
    join: ({ key }, record) => ({ ...(record as object), door: key }),
  },
};

/** The gate API: a session for id and secret, and a right for each stream. */
export function gateVendor(
  streams: readonly StreamDefinition[],
  rest: Partial<VendorDefinition> = {},
  ofStreams: Partial<VendorStream> = {},
): VendorDefinition {
  const doors = doorVendor(streams);
  return {
    ...doors,
    descriptor: {
      ...doors.descriptor,
      vendor: 'gates',
      title: 'Gates',
      credentials: [{ name: 'secret', label: 'Secret', help: '', required: true }],
      permissions: ['Gates.All'],
      streams: doors.descriptor.streams.map((stream) => ({
        ...stream,
        pageSize: { default: 2, max: 100 },
        permissions: [`Read.${stream.name}`],
        ...ofStreams,
      })),
    },
    auth: {
      kind: 'session',
      request: ({ url, credentials }) => ({
        method: 'POST',
        url: `${url}/login`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secret: credentials.secret }),
      }),
      read(answer, nowUs) {
        const { token, seconds } = answer as { token: string; seconds?: number };
        return ok({ token, expiresAtUs: seconds === undefined ? null : nowUs + seconds * 1_000_000 });
      },
      headers: ({ token }) => ({ authorization: `Gate ${token}` }),
      renewBeforeUs: US_PER_MINUTE,
    },
    ...rest,
  };
}

function isoOf(timeUs: number): string {
  return new Date(timeUs / 1_000).toISOString();
}
