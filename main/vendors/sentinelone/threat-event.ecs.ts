import { ecsDocument, related } from '../ecs/ecs-document.ts';
import type { JsonObject } from '../json-object.ts';
import { ipOf, portOf } from '../ocsf/ocsf-values.ts';
import { addressesOf } from './device.ts';
import { vendorFields } from './ecs-names.ts';
import { fieldsOf } from './record-fields.ts';
import type { ThreatEvent } from './threat-event.ocsf.ts';
import { splitUserName } from './user-name.ts';

/**
 * Elastic's form of a threat event. `file.name` holds a whole path, as its integration has it; the path stands where it
 * belongs as well. Names asked for, endpoint and plain hashes stay under the vendor's own names.
 */
export function threatEventEcs({ record, id, time }: ThreatEvent): JsonObject {
  const fields = fieldsOf(record);
  const text = (name: string) => fields.text(name);
  const source = fields.get('srcIp', ipOf);
  const destination = fields.get('dstIp', ipOf);
  const hash = { md5: text('fileMd5'), sha1: text('fileSha1'), sha256: text('fileSha256') };
  const processHash = text('processImageSha1Hash');
  const file = text('fileFullName');
  const processUser = splitUserName(text('processUserName'));
  const user = splitUserName(text('user'));
  const login = splitUserName(text('loginsUserName'));
  fields.take('id', 'createdAt');
  return ecsDocument(
    { timeUs: time.at, dataset: 'sentinel_one.threat_event', kind: 'event', id },
    {
      'event.created': record.createdAt,
      'source.ip': source,
      'source.port': fields.get('srcPort', portOf),
      'destination.ip': destination,
      'destination.port': fields.get('dstPort', portOf),
      'network.transport': text('protocol')?.toLowerCase(),
      'url.full': text('networkUrl'),
      'file.name': file,
      'file.path': file,
      'file.hash': hash,
      'file.size': fields.integer('fileSize'),
      'file.type': text('fileType'),
      'process.name': text('processName'),
      'process.pid': fields.integer('pid'),
      'process.command_line': text('processCmd'),
      'process.executable': text('processImagePath'),
      'process.start': text('processStartTime'),
      'process.hash.sha1': processHash,
      'process.user.name': processUser.name,
      'process.user.domain': processUser.domain,
      'process.parent.name': text('parentProcessName'),
      'process.parent.pid': fields.integer('parentPid'),
      'registry.path': text('registryPath'),
      'threat.indicator.name': text('indicatorName'),
      'threat.indicator.description': text('indicatorDescription'),
      'user.name': user.name ?? login.name,
      'user.domain': user.name === null ? login.domain : user.domain,
      'related.hash': related(hash.md5, hash.sha1, hash.sha256, processHash),
      'related.ip': related(source, destination, addressesOf(record.agentIp)),
      'related.user': related(processUser.name, user.name, login.name),
      'sentinel_one.site': { id: text('siteId'), name: text('siteName') },
      ...vendorFields('threat_event', fields.left()),
    },
  );
}
