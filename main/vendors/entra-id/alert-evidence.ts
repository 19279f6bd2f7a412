import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { emailOf, fingerprintsOf, ipOf, osOf, timestampOf } from '../ocsf/ocsf-values.ts';
import { readInteger, readObject, readObjects, readText, readTexts, wordKey } from '../read-value.ts';
import { meaningful, timeOf } from './graph-record.ts';

type Mapping = (evidence: JsonObject) => JsonObject | null;

/** What each kind of evidence is in OCSF; null where the record lacks what the object demands. */
const mappings: Readonly<Record<string, Mapping>> = {
  user: (evidence) => fieldOf('user', userOf(readObject(evidence.userAccount))),
  mailbox: (evidence) =>
    fieldOf('user', userOf({ ...readObject(evidence.userAccount), mail: evidence.primaryAddress })),
  device: (evidence) => fieldOf('device', deviceOf(evidence)),
  ip: (evidence) => {
    const ip = ipOf(evidence.ipAddress);
    const country = readText(evidence.countryLetterCode);
    return ip === null ? null : { src_endpoint: { ip, location: country === null ? null : { country } } };
  },
  url: (evidence) => textField(evidence.url, (url_string) => ({ url: { url_string } })),
  file: (evidence) => fieldOf('file', fileOf(readObject(evidence.fileDetails ?? evidence))),
  process: (evidence) => fieldOf('process', processOf(evidence)) ?? imageOf(evidence),
  registrykey: (evidence) =>
    textField(evidence.registryKey, (key) => ({ reg_key: { path: registryPath(evidence, key) } })),
  registryvalue: (evidence) => {
    const name = readText(evidence.registryValueName);
    const key = readText(evidence.registryKey);
    if (key === null) return null;
    const path = registryPath(evidence, key);
    return name === null
      ? { reg_key: { path } }
      : { reg_value: { name, path, data: evidence.registryValue } };
  },
  analyzedmessage: (evidence) => fieldOf('email', emailMessageOf(evidence)),
};

export interface MappedEvidence {
  readonly kind: string;
  readonly ocsf: JsonObject;
}

/** One element for each evidence, in the alert's order; what has no object of its own is kept as data. */
export function evidencesOf(fields: JsonObject): readonly MappedEvidence[] {
  return readObjects(fields.evidence).map((evidence) => {
    const kind = evidenceKind(evidence);
    const mapped = compact(mappings[kind]?.(evidence) ?? {});
    const isArtefact = Object.keys(mapped).length > 0;
    const verdict = readText(evidence.verdict);
    return {
      kind,
      ocsf: {
        ...(isArtefact ? mapped : { data: evidence }),
        ...(verdict === null ? {} : verdictOf(verdict)),
      },
    };
  });
}

/** `#microsoft.graph.security.deviceEvidence` → `device`; without a type, by what it holds. */
function evidenceKind(evidence: JsonObject): string {
  const named = /(\w+?)Evidence$/i.exec(readText(evidence['@odata.type']) ?? '')?.[1];
  if (named !== undefined) return named.toLowerCase();
  if ('userAccount' in evidence && !('processId' in evidence)) return 'user';
  if ('deviceDnsName' in evidence || 'mdeDeviceId' in evidence) return 'device';
  if ('ipAddress' in evidence) return 'ip';
  if ('processId' in evidence) return 'process';
  return 'fileDetails' in evidence ? 'file' : 'url' in evidence ? 'url' : 'other';
}

function verdictOf(word: string): JsonObject {
  const key = wordKey(word);
  if (key === 'malicious') return { verdict_id: 2, verdict: 'True Positive' };
  if (key === 'suspicious') return { verdict_id: 4, verdict: 'Suspicious' };
  if (key === 'notathreat' || key === 'nothreatsfound') return { verdict_id: 5, verdict: 'Benign' };
  return key === 'unknown' ? { verdict_id: 0, verdict: 'Unknown' } : { verdict_id: 99, verdict: word };
}

function fieldOf(name: string, value: JsonObject | null): JsonObject | null {
  return value === null ? null : { [name]: value };
}

function textField(value: unknown, make: (text: string) => JsonObject): JsonObject | null {
  const text = readText(value);
  return text === null ? null : make(text);
}

function userOf(account: JsonObject): JsonObject | null {
  const upn = readText(account.userPrincipalName);
  const name = readText(account.accountName) ?? upn ?? emailOf(account.mail);
  const uid = meaningful(account.azureAdUserId) ?? readText(account.userSid);
  if (name === null && uid === null) return null;
  return {
    name: upn ?? name,
    uid,
    uid_alt: readText(account.userSid) === uid ? null : readText(account.userSid),
    domain: readText(account.domainName),
    full_name: readText(account.displayName),
    email_addr: emailOf(upn) ?? emailOf(account.mail),
  };
}

function deviceOf(evidence: JsonObject): JsonObject | null {
  const hostname = readText(evidence.deviceDnsName) ?? readText(evidence.hostName);
  const uid = meaningful(evidence.azureAdDeviceId) ?? readText(evidence.mdeDeviceId);
  const ip = ipOf(evidence.lastIpAddress) ?? ipOf(readTexts(evidence.ipInterfaces)[0]);
  if (hostname === null && uid === null && ip === null) return null;
  return {
    type_id: 0,
    type: 'Unknown',
    hostname,
    uid,
    uid_alt: readText(evidence.mdeDeviceId) === uid ? null : readText(evidence.mdeDeviceId),
    ip,
    domain: readText(evidence.ntDomain),
    os: osOf(evidence.osPlatform),
    first_seen_time: timestampOf(timeOf(evidence.firstSeenDateTime)),
  };
}

function fileOf(detail: JsonObject): JsonObject | null {
  const name = readText(detail.fileName);
  if (name === null) return null;
  const folder = readText(detail.filePath);
  return {
    name,
    path: folder,
    type_id: 1,
    type: 'Regular File',
    size: readInteger(detail.fileSize),
    hashes: fingerprintsOf(detail.sha256, detail.sha1, detail.md5, detail.sha256Ac),
    company_name: readText(detail.filePublisher),
  };
}

/** A name alone is no process: without a number the file is the evidence. */
function processOf(evidence: JsonObject): JsonObject | null {
  const pid = readInteger(evidence.processId);
  if (pid === null) return null;
  const file = fileOf(readObject(evidence.imageFile));
  const parent = readInteger(evidence.parentProcessId);
  return {
    pid,
    name: readText(readObject(evidence.imageFile).fileName),
    cmd_line: readText(evidence.processCommandLine),
    created_time: timestampOf(timeOf(evidence.processCreationDateTime)),
    file,
    user: userOf(readObject(evidence.userAccount)),
    ...(parent === null
      ? {}
      : { parent_process: { pid: parent, file: fileOf(readObject(evidence.parentProcessImageFile)) } }),
  };
}

/** The rest of such a process, its command line above all, has no place but the evidence's data. */
function imageOf(evidence: JsonObject): JsonObject | null {
  const file = fileOf(readObject(evidence.imageFile));
  return file === null ? null : { file, data: evidence };
}

function emailMessageOf(evidence: JsonObject): JsonObject | null {
  const sender = readObject(evidence.p2Sender ?? evidence.p1Sender);
  const from = emailOf(sender.emailAddress);
  const to = emailOf(evidence.recipientEmailAddress);
  if (from === null && to === null) return null;
  return {
    from,
    to: to === null ? null : [to],
    subject: readText(evidence.subject),
    message_uid: readText(evidence.internetMessageId),
    uid: readText(evidence.networkMessageId),
  };
}

function registryPath(evidence: JsonObject, key: string): string {
  const hive = readText(evidence.registryHive);
  return hive === null ? key : `${hive}\\${key}`;
}
