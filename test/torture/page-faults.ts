import type { VendorRequest } from '../../main/sample-tenant/serve-vendor.ts';
import { changeRows } from '../helpers/change-rows.ts';
import { pagingOf } from '../helpers/vendor-paging.ts';

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
  const { tokenOf, following, mayReorderPages } = pagingOf(vendor);
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
