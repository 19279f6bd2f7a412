import type { JsonObject } from '../json-object.ts';
import { ipOf } from '../ocsf/ocsf-values.ts';
import type { AuditRecord } from './audit-record.ts';

export interface SourceEndpoint {
  /** A real address, or null. */
  readonly ip: string | null;
  /** OCSF `src_endpoint`, which API Activity requires even where nothing is known. */
  readonly ocsf: JsonObject;
  /** What stood in place of an address. */
  readonly left: string | null;
}

/** What servers write when they know no address. */
const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '::', '::ffff:0.0.0.0']);

export function readSourceEndpoint({ ipAddress, actorType }: AuditRecord): SourceEndpoint {
  // Behind several proxies the first address is the client's.
  const [first = ''] = (ipAddress ?? '').split(',');
  const ip = ipOf(first);
  if (ip !== null && !UNSPECIFIED.has(ip)) {
    return { ip, ocsf: { ip }, left: first.trim() === ipAddress?.trim() ? null : ipAddress };
  }
  const isPlatform = actorType === 'platform' && ipAddress === null;
  return {
    ip: null,
    ocsf: isPlatform ? { svc_name: 'Hanzo KMS' } : { name: 'unknown' },
    left: ipAddress,
  };
}
