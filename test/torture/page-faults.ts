import type { VendorRequest } from '../../main/sample-tenant/serve-vendor.ts';
import { isJsonObject } from '../../main/vendors/json-object.ts';
import { changeRows } from '../helpers/change-rows.ts';

/** How a vendor's API leads from one page to the next. */
interface Paging {
  /** What tells a further page from others; null for a first page. */
  tokenOf(request: VendorRequest): string | null;
  /** The request for the page after this one; null behind the last. */
  following(request: VendorRequest, data: unknown): VendorRequest | null;
  /** Whether the order of pages is the vendor's own affair. */
  mayReorderPages(request: VendorRequest): boolean;
}

const withoutPages: Paging = {
  tokenOf: () => null,
  following: () => null,
  mayReorderPages: () => false,
};

const pagings: Readonly<Record<string, Paging>> = {
  'entrust-idaas': {
    tokenOf: ({ body }) => textIn(parsed(body), 'cursor'),
    following(request, data) {
      const cursor = isJsonObject(data) ? textIn(data.paging, 'nextCursor') : null;
      const asked = parsed(request.body);
      if (cursor === null || !isJsonObject(asked)) return null;
      return { ...request, body: JSON.stringify({ limit: asked.limit, cursor }) };
    },
    mayReorderPages: () => true,
  },
  'hanzo-kms': {
    tokenOf: ({ url }) => ((url.searchParams.get('offset') ?? '0') === '0' ? null : url.search),
    following(request, data) {
      const rows = isJsonObject(data) && Array.isArray(data.auditLogs) ? data.auditLogs.length : 0;
      const offset = Number(request.url.searchParams.get('offset') ?? 0) + rows;
      return rows === 0 ? null : withParameter(request, 'offset', String(offset));
    },
    mayReorderPages: () => false,
  },
  'entra-id': {
    tokenOf: ({ url }) => (url.searchParams.has('$skiptoken') ? `${url.pathname}${url.search}` : null),
    following(request, data) {
      const link = textIn(data, '@odata.nextLink');
      return link === null ? null : { ...request, url: new URL(link) };
    },
    mayReorderPages: ({ url }) => !url.pathname.endsWith('/delta') && !url.searchParams.has('$orderby'),
  },
  sentinelone: {
    tokenOf: ({ url }) => (url.searchParams.has('cursor') ? `${url.pathname}${url.search}` : null),
    following(request, data) {
      const cursor = isJsonObject(data) ? textIn(data.pagination, 'nextCursor') : null;
      return cursor === null ? null : withParameter(request, 'cursor', cursor);
    },
    mayReorderPages: () => false,
  },
};

/** What a vendor does to whole pages. Null where the request gives no occasion for it. */
export interface PageFaults {
  /** To be told of every good answer before it is changed. Answers with what is sent, as pages were swapped before. */
  pass(request: VendorRequest, data: unknown): unknown;
  /** The page that led here once more. */
  repeated(request: VendorRequest): unknown;
  /** The second page in place of the first; the first follows in place of the second. */
  swapped(request: VendorRequest, data: unknown): unknown;
}

const keptPages = 2_000;

/** `ask` is the vendor's API without faults; it answers null where it refuses. */
export function createPageFaults(vendor: string, ask: (request: VendorRequest) => unknown): PageFaults {
  const { tokenOf, following, mayReorderPages } = pagings[vendor] ?? withoutPages;
  const ledTo = new Map<string, unknown>();
  const heldBack = new Map<string, readonly unknown[]>();
  return {
    pass(request, data) {
      const next = following(request, data);
      const nextToken = next && tokenOf(next);
      if (nextToken !== null) ledTo.set(nextToken, data);
      const [oldest] = ledTo.keys();
      if (ledTo.size > keptPages && oldest !== undefined) ledTo.delete(oldest);
      const rows = heldBack.get(tokenOf(request) ?? '');
      return rows === undefined ? data : changeRows(data, () => rows);
    },
    repeated(request) {
      const token = tokenOf(request);
      return (token !== null && ledTo.get(token)) || null;
    },
    swapped(request, data) {
      const next = tokenOf(request) === null && mayReorderPages(request) ? following(request, data) : null;
      const token = next && tokenOf(next);
      const second = next && ask(next);
      if (token === null || second === null) return null;
      let rowsOfSecond: readonly unknown[] = [];
      changeRows(second, (rows) => {
        rowsOfSecond = rows;
        return rows;
      });
      return changeRows(data, (rows) => {
        heldBack.set(token, rows);
        return rowsOfSecond;
      });
    },
  };
}

function withParameter(request: VendorRequest, name: string, value: string): VendorRequest {
  const url = new URL(request.url);
  url.searchParams.set(name, value);
  return { ...request, url };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function textIn(value: unknown, name: string): string | null {
  const found = isJsonObject(value) ? value[name] : null;
  return typeof found === 'string' && found !== '' ? found : null;
}
