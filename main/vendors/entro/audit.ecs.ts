import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import type { AuditRecord } from './audit-record.ts';
import type { FindingPlace } from './finding-place.ts';

/**
 * The field names of Elastic's documents: both those of its integration (`vulnerability.value`,
 * `log.origin.file.line`) and those of its reference page (`secret.*`, `vulnerability.classification`). A value is
 * never there: its marker is. The page calls the type the classification and the value the description; its released
 * integration has the type as description, and so do we.
 */
export function auditEcs(record: AuditRecord, place: FindingPlace | null): JsonObject {
  const { requestId, timeUs, exposure } = record;
  return ecsDocument(
    {
      timeUs,
      dataset: 'entro.audit',
      kind: 'event',
      category: ['vulnerability'],
      type: ['info'],
      id: requestId,
    },
    {
      'observer.vendor': 'Entro Security',
      'secret.type': exposure?.secretType,
      'secret.value': exposure?.marker,
      'secret.line': exposure?.line,
      'vulnerability.category': exposure?.secretType == null ? null : ['Secret'],
      'vulnerability.classification': exposure?.secretType,
      'vulnerability.description': exposure?.secretType,
      'vulnerability.value': exposure?.marker,
      'log.origin.file.line': exposure?.line,
      'user.name': place?.owner.name,
      'user.email': place?.owner.email,
      'user.id': place?.owner.uid,
      'file.path': place?.file?.path,
      'related.user': related(place?.owner.name, place?.owner.email),
      tags: ['forwarded', 'entro-event'],
    },
  );
}
