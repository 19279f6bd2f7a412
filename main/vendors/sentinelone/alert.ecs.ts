import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { ipOf, portOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import type { Alert } from './alert.ocsf.ts';
import { alertNames } from './alert-ecs-names.ts';
import { addressesOf } from './device.ts';
import { vendorFields } from './ecs-names.ts';
import {
  alertInfo,
  sourceParentProcess,
  sourceProcess,
  targetProcessInfo,
  detection as then,
} from './paths-below.ts';
import { fieldsOf, type RecordFields, valueAt } from './record-fields.ts';
import { splitUserName } from './user-name.ts';
import { ecsSeverityOf } from './words.ts';

/** Elastic's form of an alert. */
export function alertEcs({ record, id, time }: Alert): JsonObject {
  const fields = fieldsOf(record);
  const info = (name: string) => fields.text(alertInfo(name));
  const detection = (name: string) => fields.text(then(name));
  const login = splitUserName(info('loginsUserName'));
  const source = fields.get('alertInfo.srcIp', ipOf);
  const destination = fields.get('alertInfo.dstIp', ipOf);
  const machine = addressesOf(fields.text('alertInfo.srcMachineIp'));
  const process = processOf(sourceProcess, fields);
  const parent = processOf(sourceParentProcess, fields);
  const target = (name: string) => readText(valueAt(record, targetProcessInfo(name)));
  const moduleHash = info('moduleSha1');
  const host = detection('name') ?? fields.text('agentRealtimeInfo.name');
  const loginDomain = info('loginAccountDomain');
  fields.take('alertInfo.alertId', 'alertInfo.createdAt');
  // A number in Elastic's field; the console sends text.
  const targetPid = fields.integer('targetProcessInfo.tgtProcPid');
  if (targetPid !== null) fields.leave('targetProcessInfo.tgtProcPid', targetPid);
  return ecsDocument(
    {
      timeUs: time.at,
      dataset: 'sentinel_one.alert',
      kind: 'event',
      category: ['malware'],
      type: ['info'],
      id,
    },
    {
      'event.severity': ecsSeverityOf(valueAt(record, 'ruleInfo.severity')),
      'rule.id': fields.text('ruleInfo.id'),
      'rule.name': fields.text('ruleInfo.name'),
      'rule.description': fields.text('ruleInfo.description'),
      'source.ip': source,
      'source.port': fields.get('alertInfo.srcPort', portOf),
      'destination.ip': destination,
      'destination.port': fields.get('alertInfo.dstPort', portOf),
      'dns.question.name': info('dnsRequest'),
      'dll.path': info('modulePath'),
      'dll.hash.sha1': moduleHash,
      'registry.key': info('registryKeyPath'),
      'registry.path': info('registryPath'),
      'registry.value': info('registryValue'),
      'user.name': login.name,
      'user.domain': login.domain ?? loginDomain,
      'host.ip': machine,
      'host.id': readText(valueAt(record, 'agentRealtimeInfo.id')),
      'host.name': host,
      'host.type': detection('machineType'),
      'host.os.family': detection('osFamily'),
      'host.os.name': detection('osName'),
      'host.os.version': detection('osRevision'),
      'observer.serial_number': detection('uuid'),
      'observer.version': detection('version'),
      process: { ...process.ecs, parent: parent.ecs },
      'file.created': fields.text('targetProcessInfo.tgtFileCreatedAt'),
      'file.mtime': fields.text('targetProcessInfo.tgtFileModifiedAt'),
      'container.id': fields.text('containerInfo.id'),
      'container.name': fields.text('containerInfo.name'),
      'container.image.name': fields.text('containerInfo.image'),
      'orchestrator.cluster.name': fields.text('kubernetesInfo.cluster'),
      'orchestrator.namespace': fields.text('kubernetesInfo.namespace'),
      'related.hash': related(process.hashes, parent.hashes, [
        moduleHash,
        target('tgtFileHashSha1'),
        target('tgtFileHashSha256'),
      ]),
      'related.hosts': related(host),
      'related.ip': related(source, destination, machine),
      'related.user': related(login.name, process.user, parent.user),
      'sentinel_one.site.id': readText(valueAt(record, 'agentDetectionInfo.siteId')),
      ...vendorFields('alert', fields.left(), alertNames),
    },
  );
}

function processOf(at: (name: string) => string, fields: RecordFields) {
  const text = (name: string) => fields.text(at(name));
  const user = splitUserName(text('user'));
  const hash = { md5: text('fileHashMd5'), sha1: text('fileHashSha1'), sha256: text('fileHashSha256') };
  const ecs = {
    name: text('name'),
    pid: fields.integer(at('pid')),
    start: text('pidStarttime'),
    command_line: text('commandline'),
    executable: text('filePath'),
    entity_id: text('uniqueId'),
    hash,
    user: { name: user.name, domain: user.domain },
    code_signature: { signing_id: text('fileSignerIdentity') },
  };
  return { ecs, user: user.name, hashes: [hash.md5, hash.sha1, hash.sha256] };
}
