import { ecsDocument, isoTime, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf } from '../ocsf/ocsf-values.ts';
import { byWord, readNumber, readText, readTexts } from '../read-value.ts';
import { findingSeverities } from './finding-words.ts';
import { type GraphRecord, timeOf } from './graph-record.ts';

export function incidentEcs({ id, timeUs, fields }: GraphRecord, assignee: string | null): JsonObject {
  const createdUs = timeOf(fields.createdDateTime);
  return ecsDocument(
    {
      timeUs,
      dataset: 'entra_id.incident',
      kind: 'alert',
      category: ['threat'],
      type: ['info'],
      id,
      action: readText(fields.status),
      message: readText(fields.displayName),
    },
    {
      'event.provider': 'incidents',
      'event.severity': byWord(findingSeverities, fields.severity) ?? 0,
      'event.url': readText(fields.incidentWebUrl),
      'event.start': createdUs === null ? null : isoTime(createdUs),
      'organization.id': readText(fields.tenantId),
      'user.name': assignee,
      'user.email': emailOf(assignee),
      'related.user': related(assignee),
      entra_id: {
        status: readText(fields.status),
        severity: readText(fields.severity),
        classification: readText(fields.classification),
        determination: readText(fields.determination),
        redirect_incident_id: readText(fields.redirectIncidentId),
        custom_tags: readTexts(fields.customTags ?? fields.tags),
        system_tags: readTexts(fields.systemTags),
        priority_score: readNumber(fields.priorityScore),
        assigned_to: assignee,
      },
    },
  );
}
