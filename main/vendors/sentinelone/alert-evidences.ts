import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { ipOf, portOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { ocsfFile } from './file.ts';
import { ocsfProcess } from './process.ts';
import type { RecordFields } from './record-fields.ts';
import { registryOf } from './registry.ts';
import { hashOrNull, labelsOrNull } from './threat-parts.ts';
import { ocsfUser, splitUserName } from './user-name.ts';
import { integrityOf } from './words.ts';

/**
 * What the rule saw: the acting process with what it reached for, then the process and the file it acted on, then the
 * module that was loaded.
 */
export function alertEvidences(record: JsonObject, fields: RecordFields): readonly JsonObject[] {
  const parent = ocsfProcess(processParts('sourceParentProcessInfo', fields));
  const process = ocsfProcess({ ...processParts('sourceProcessInfo', fields), parent });
  const first = compact({
    name: 'Acting process',
    process,
    ...endpointsOf(fields),
    query: queryOf(fields),
    ...registryOf(record, fields),
    user: loginOf(fields),
  });
  const onlyParent = process === null && parent !== null ? { name: 'Parent process', process: parent } : {};
  const seen = [first, onlyParent, targetProcess(fields), targetFile(fields), moduleOf(fields)];
  const evidences = seen.filter((one) => Object.keys(one).some((name) => name !== 'name'));
  const container = containerOf(fields);
  const [leading, ...others] = evidences;
  return leading === undefined || container === null ? evidences : [{ ...leading, container }, ...others];
}

function processParts(section: string, fields: RecordFields) {
  const at = (name: string) => `${section}.${name}`;
  const hasIdentity = fields.integer(at('pid')) !== null || fields.text(at('uniqueId')) !== null;
  // Without one of the two there is no OCSF process, and its fields stay where they were.
  const read = hasIdentity ? fields : nothing;
  return {
    pid: read.integer(at('pid')),
    uid: read.text(at('uniqueId')),
    name: read.text(at('name')),
    commandLine: read.text(at('commandline')),
    path: read.text(at('filePath')),
    startedAtUs: read.time(at('pidStarttime')),
    user: read.text(at('user')),
    signer: read.text(at('fileSignerIdentity')),
    integrity: read.get(at('integrityLevel'), integrityOf),
    hashes: ['fileHashMd5', 'fileHashSha1', 'fileHashSha256'].map((name) => read.get(at(name), hashOrNull)),
  };
}

const nothing: Pick<RecordFields, 'text' | 'integer' | 'time' | 'get'> = {
  text: () => null,
  integer: () => null,
  time: () => null,
  get: () => null,
};

function endpointsOf(fields: RecordFields): JsonObject {
  const endpoint = (side: 'src' | 'dst') => {
    const ip = fields.get(`alertInfo.${side}Ip`, ipOf);
    return ip === null ? null : { ip, port: fields.get(`alertInfo.${side}Port`, portOf) };
  };
  return { src_endpoint: endpoint('src'), dst_endpoint: endpoint('dst') };
}

function queryOf(fields: RecordFields): JsonObject | null {
  const hostname = fields.text('alertInfo.dnsRequest');
  return hostname === null ? null : { hostname };
}

function loginOf(fields: RecordFields): JsonObject | null {
  const login = fields.text('alertInfo.loginsUserName');
  if (login === null) return null;
  const domain = splitUserName(login).domain ?? fields.text('alertInfo.loginAccountDomain');
  return ocsfUser(login, { domain, uid: fields.text('alertInfo.loginAccountSid') });
}

function targetProcess(fields: RecordFields): JsonObject {
  const at = (name: string) => `targetProcessInfo.${name}`;
  if (fields.integer(at('tgtProcPid')) === null && fields.text(at('tgtProcUid')) === null) return {};
  const process = ocsfProcess({
    pid: fields.integer(at('tgtProcPid')),
    uid: fields.text(at('tgtProcUid')),
    name: fields.text(at('tgtProcName')),
    commandLine: fields.text(at('tgtProcCmdLine')),
    path: fields.text(at('tgtProcImagePath')),
    startedAtUs: fields.time(at('tgtProcessStartTime')),
    integrity: fields.get(at('tgtProcIntegrityLevel'), integrityOf),
  });
  return compact({ name: 'Target process', process });
}

function targetFile(fields: RecordFields): JsonObject {
  const at = (name: string) => `targetProcessInfo.${name}`;
  const path = fields.text(at('tgtFilePath'));
  if (path === null) return {};
  const file = ocsfFile({
    path,
    hashes: ['tgtFileHashSha1', 'tgtFileHashSha256'].map((name) => fields.get(at(name), hashOrNull)),
    more: {
      uid: fields.text(at('tgtFileId')),
      created_time: timestampOf(fields.time(at('tgtFileCreatedAt'))),
      modified_time: timestampOf(fields.time(at('tgtFileModifiedAt'))),
    },
  });
  return compact({ name: 'Target file', file });
}

function moduleOf(fields: RecordFields): JsonObject {
  const path = fields.text('alertInfo.modulePath');
  if (path === null) return {};
  return compact({
    name: 'Loaded module',
    file: ocsfFile({ path, hashes: [fields.get('alertInfo.moduleSha1', hashOrNull)] }),
  });
}

function containerOf(fields: RecordFields): JsonObject | null {
  const uid = fields.text('containerInfo.id');
  const name = fields.text('containerInfo.name');
  if (uid === null && name === null) return null;
  return compact({ uid, name, labels: fields.get('containerInfo.labels', labelsOrNull) });
}
