import type { JsonObject } from '../json-object.ts';
import { timestampOf } from '../ocsf/ocsf-values.ts';
import type { AuditRecord, Exposure } from './audit-record.ts';

/** What was found, as OCSF's `finding_info`. */
export function findingInfo(
  uid: string,
  record: AuditRecord,
  secretType: string | null,
  dataSource: string | null,
  link: string | null,
): JsonObject {
  return {
    uid,
    title: secretType === null ? 'Exposed secret' : `Exposed secret: ${secretType}`,
    types: ['Exposed Secret'],
    created_time: timestampOf(record.timeUs),
    data_sources: dataSource === null ? null : [dataSource],
    src_url: link,
    // Whether a detector is a pattern or something else is not said.
    analytic: secretType === null ? null : { type_id: 0, type: 'Unknown', name: secretType },
  };
}

/** How it was found and what it is, as OCSF's `data_security`. The value is never in it: its marker is. */
export function dataSecurity({ secretType, marker, line }: Exposure): JsonObject {
  const occurrences = line === null ? null : [{ start_line: line, end_line: line }];
  return {
    category_id: 6,
    category: 'Security',
    detection_system_id: 11,
    detection_system: 'Developer Security',
    confidentiality_id: 3,
    confidentiality: 'Secret',
    data_lifecycle_state_id: 1,
    data_lifecycle_state: 'Data at-Rest',
    detection_pattern: secretType,
    pattern_match: marker,
    classifier_details: { type: 'Secret Detection', name: secretType },
    discovery_details: [{ type: secretType, count: 1, occurrences }],
  };
}
