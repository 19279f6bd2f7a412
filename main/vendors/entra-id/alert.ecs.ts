import { ecsDocument, isoTime, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { byWord, readObject, readObjects, readText, readTexts } from '../read-value.ts';
import type { MappedEvidence } from './alert-evidence.ts';
import { findingSeverities } from './finding-words.ts';
import { type GraphRecord, timeOf } from './graph-record.ts';

/** Each kind of evidence fills the fields of its first, and `related.*` of all. */
export function alertEcs(
  { id, timeUs, fields }: GraphRecord,
  evidences: readonly MappedEvidence[],
): JsonObject {
  const all = (name: string): readonly JsonObject[] =>
    evidences.flatMap(({ ocsf }) => (name in ocsf ? [readObject(ocsf[name])] : []));
  const [user] = all('user');
  const [device] = all('device');
  const [process] = all('process');
  const [file] = all('file');
  const url = readText(fields.alertWebUrl);
  const ips = [...all('src_endpoint'), ...all('device')].map(({ ip }) => ip);
  const firstUs = timeOf(fields.firstActivityDateTime);
  const lastUs = timeOf(fields.lastActivityDateTime);
  return ecsDocument(
    {
      timeUs,
      dataset: 'entra_id.alert',
      kind: 'alert',
      category: ['threat'],
      type: ['indicator'],
      id,
      action: readText(fields.category),
      message: readText(fields.title),
    },
    {
      'event.provider': readText(fields.serviceSource),
      'event.severity': byWord(findingSeverities, fields.severity) ?? 0,
      'event.url': url,
      'event.start': firstUs === null ? null : isoTime(firstUs),
      'event.end': lastUs === null ? null : isoTime(lastUs),
      'organization.id': readText(fields.tenantId),
      'rule.id': readText(fields.detectorId),
      'rule.name': readText(fields.title),
      'rule.description': readText(fields.description),
      'threat.framework': readTexts(fields.mitreTechniques).length === 0 ? null : 'MITRE ATT&CK',
      'threat.technique.id': readTexts(fields.mitreTechniques).filter((uid) => !uid.includes('.')),
      'threat.technique.subtechnique.id': readTexts(fields.mitreTechniques).filter((uid) =>
        uid.includes('.'),
      ),
      'threat.tactic.name': readText(fields.category),
      'user.id': user?.uid,
      'user.name': user?.name,
      'user.email': user?.email_addr,
      'user.domain': user?.domain,
      'host.id': device?.uid,
      'host.name': device?.hostname,
      'host.ip': device?.ip,
      'source.ip': all('src_endpoint')[0]?.ip,
      'process.pid': process?.pid,
      'process.name': process?.name,
      'process.command_line': process?.cmd_line,
      'file.name': file?.name,
      'file.path': file?.path,
      'url.full': all('url')[0]?.url_string,
      'related.ip': related(ips),
      'related.user': related(all('user').flatMap(({ name, uid }) => [name, uid])),
      'related.hosts': related(all('device').map(({ hostname }) => hostname)),
      'related.hash': related(
        all('file').flatMap((one) => readObjects(one.hashes).map(({ value }) => value)),
      ),
      entra_id: vendorFields(fields),
    },
  );
}

function vendorFields(fields: JsonObject): JsonObject {
  return {
    provider_alert_id: readText(fields.providerAlertId),
    incident_id: readText(fields.incidentId),
    status: readText(fields.status),
    severity: readText(fields.severity),
    classification: readText(fields.classification),
    determination: readText(fields.determination),
    detection_source: readText(fields.detectionSource),
    service_source: readText(fields.serviceSource),
    product_name: readText(fields.productName),
    assigned_to: readText(fields.assignedTo),
    recommended_actions: readText(fields.recommendedActions),
  };
}
