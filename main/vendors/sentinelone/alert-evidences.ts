import type { JsonObject } from '../json-object.ts';
import { ipOf, portOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { ocsfFile } from './file.ts';
import { alertInfo, sourceParentProcess, sourceProcess, targetProcessInfo as target } from './paths-below.ts';
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
  const parent = ocsfProcess(processParts(sourceParentProcess, fields));
  const process = ocsfProcess({ ...processParts(sourceProcess, fields), parent });
  const first = {
    name: 'Acting process',
    process,
    ...endpointsOf(fields),
    query: queryOf(fields),
    ...registryOf(record, fields),
    user: loginOf(fields),
  };
  const onlyParent = process === null && parent !== null ? { name: 'Parent process', process: parent } : {};
  const seen = [first, onlyParent, targetProcess(fields), targetFile(fields), moduleOf(fields)];
  const evidences = seen.filter(showsSomething);
  const container = containerOf(fields);
  const [leading, ...others] = evidences;
  return leading === undefined || container === null ? evidences : [{ ...leading, container }, ...others];
}

function showsSomething(evidence: JsonObject): boolean {
  return Object.keys(evidence).some((name) => name !== 'name' && (evidence[name] ?? null) !== null);
}

function processParts(at: (name: string) => string, fields: RecordFields) {
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
  const endpoint = (ipName: string, portName: string) => {
    const ip = fields.get(alertInfo(ipName), ipOf);
    return ip === null ? null : { ip, port: fields.get(alertInfo(portName), portOf) };
  };
  return { src_endpoint: endpoint('srcIp', 'srcPort'), dst_endpoint: endpoint('dstIp', 'dstPort') };
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
  if (fields.integer(target('tgtProcPid')) === null && fields.text(target('tgtProcUid')) === null) return {};
  const process = ocsfProcess({
    pid: fields.integer(target('tgtProcPid')),
    uid: fields.text(target('tgtProcUid')),
    name: fields.text(target('tgtProcName')),
    commandLine: fields.text(target('tgtProcCmdLine')),
    path: fields.text(target('tgtProcImagePath')),
    startedAtUs: fields.time(target('tgtProcessStartTime')),
    integrity: fields.get(target('tgtProcIntegrityLevel'), integrityOf),
  });
  return { name: 'Target process', process };
}

function targetFile(fields: RecordFields): JsonObject {
  const path = fields.text(target('tgtFilePath'));
  if (path === null) return {};
  const file = ocsfFile({
    path,
    hashes: ['tgtFileHashSha1', 'tgtFileHashSha256'].map((name) => fields.get(target(name), hashOrNull)),
    more: {
      uid: fields.text(target('tgtFileId')),
      created_time: timestampOf(fields.time(target('tgtFileCreatedAt'))),
      modified_time: timestampOf(fields.time(target('tgtFileModifiedAt'))),
    },
  });
  return { name: 'Target file', file };
}

function moduleOf(fields: RecordFields): JsonObject {
  const path = fields.text('alertInfo.modulePath');
  if (path === null) return {};
  return {
    name: 'Loaded module',
    file: ocsfFile({ path, hashes: [fields.get('alertInfo.moduleSha1', hashOrNull)] }),
  };
}

function containerOf(fields: RecordFields): JsonObject | null {
  const uid = fields.text('containerInfo.id');
  const name = fields.text('containerInfo.name');
  if (uid === null && name === null) return null;
  return { uid, name, labels: fields.get('containerInfo.labels', labelsOrNull) };
}
