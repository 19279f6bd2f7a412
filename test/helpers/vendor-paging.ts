import type { VendorRequest } from '../../main/sample-tenant/serve-vendor.ts';
import { isJsonObject } from '../../main/vendors/json-object.ts';

/** How a vendor's API leads from one page to the next. */
export interface VendorPaging {
  /** What tells a further page from others; null for a first page. */
  tokenOf(request: VendorRequest): string | null;
  /** The request for the page after this one; null behind the last. */
  following(request: VendorRequest, data: unknown): VendorRequest | null;
  /** Whether the order of pages is the vendor's own affair. */
  mayReorderPages(request: VendorRequest): boolean;
}

const withoutPages: VendorPaging = {
  tokenOf: () => null,
  following: () => null,
  mayReorderPages: () => false,
};

const pagings: Readonly<Record<string, VendorPaging>> = {
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

/** How the sample tenant's API of a vendor is paged. */
export function pagingOf(vendor: string): VendorPaging {
  return pagings[vendor] ?? withoutPages;
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
