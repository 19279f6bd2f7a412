import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { byWord, readNumber, readText } from '../read-value.ts';
import type { ApplicationRisk } from './application-risk.ocsf.ts';
import { vendorFields } from './ecs-names.ts';
import { fieldsOf } from './record-fields.ts';
import { ecsSeverityOf } from './words.ts';

const outcomes = { succeeded: 'success', success: 'success', failed: 'failure', failure: 'failure' } as const;

/** Elastic's form of a vulnerability of installed software. */
export function applicationRiskEcs({ record, id }: ApplicationRisk, timeUs: number): JsonObject {
  const fields = fieldsOf(record);
  const cve = fields.text('cveId');
  const host = fields.text('endpointName');
  const endpointId = fields.text('endpointId');
  fields.take('id');
  return ecsDocument(
    {
      timeUs,
      dataset: 'sentinel_one.application_risk',
      kind: 'state',
      category: ['vulnerability'],
      type: ['info'],
      outcome: fields.get('lastScanResult', (word) => byWord(outcomes, word) ?? null),
      id,
    },
    {
      'event.created': fields.text('detectionDate'),
      'event.severity': ecsSeverityOf(record.severity),
      'vulnerability.id': cve,
      'vulnerability.cve': cve,
      'vulnerability.severity': readText(record.severity),
      'vulnerability.score.base': fields.get('baseScore', readNumber),
      'vulnerability.score.version': fields.text('cvssVersion'),
      'vulnerability.package.published_date': fields.text('publishedDate'),
      'package.name': fields.text('applicationName'),
      'package.version': fields.text('applicationVersion'),
      'host.id': endpointId,
      'host.name': host,
      'host.type': fields.text('endpointType'),
      'host.os.type': fields.text('osType'),
      'resource.id': endpointId,
      'resource.name': host,
      'related.hosts': related(host),
      ...vendorFields('application_risk', fields.left()),
    },
  );
}
