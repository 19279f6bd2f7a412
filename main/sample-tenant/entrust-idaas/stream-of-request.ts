import { isJsonObject } from '../../vendors/json-object.ts';
import type { VendorRequest } from '../serve-vendor.ts';

/** Which stream a request belongs to, by its category or by that of the search its cursor leads on; null for a login. */
export function streamOfRequest(request: Pick<VendorRequest, 'url' | 'body'>): string | null {
  if (!request.url.pathname.startsWith('/api/web/v2/reports/')) return null;
  const asked = /"(?:value)":"(AUTHENTICATION|MANAGEMENT)"/.exec(
    `${request.body} ${searchInCursor(request.body)}`,
  );
  return asked?.[1]?.toLowerCase() ?? null;
}

function searchInCursor(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const cursor = isJsonObject(parsed) && typeof parsed.cursor === 'string' ? parsed.cursor : '';
    return Buffer.from(cursor.split('.')[0] ?? '', 'base64url').toString('utf8');
  } catch {
    return '';
  }
}
