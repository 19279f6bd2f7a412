import { compact } from '../compact.ts';
import type { JsonObject } from '../json-object.ts';
import { byWord, readList, readObjects, readText, without, wordKey } from '../read-value.ts';
import { nameOfPath, ocsfFile } from './file.ts';
import { threatInfo } from './paths-below.ts';
import type { RecordFields } from './record-fields.ts';
import { ocsfUser } from './user-name.ts';

const asItIs = (value: unknown): unknown => value;

/** MITRE tactics and techniques of all indicators, each pair once. What else an indicator says stays unused. */
export function attacksOf(fields: RecordFields): readonly JsonObject[] {
  const indicators = readObjects(fields.get('indicators', asItIs));
  fields.leave(
    'indicators',
    indicators.map((indicator) => without(indicator, ['tactics'])),
  );
  const attacks = new Map<string, JsonObject>();
  for (const tactic of indicators.flatMap(({ tactics }) => readObjects(tactics))) {
    const name = readText(tactic.name);
    const techniques = readObjects(tactic.techniques).map((technique) => ({
      uid: readText(technique.name),
      src_url: readText(technique.link),
    }));
    for (const technique of techniques.length > 0 ? techniques : [{ uid: null, src_url: null }]) {
      if (name === null && technique.uid === null) continue;
      const attack = compact({ tactic: { name }, technique: technique.uid === null ? null : technique });
      attacks.set(`${name} ${technique.uid}`, attack);
    }
  }
  return [...attacks.values()];
}

const dispositions = {
  blocked: { disposition_id: 2, disposition: 'Blocked' },
  quarantined: { disposition_id: 3, disposition: 'Quarantined' },
  rolledBack: { disposition_id: 9, disposition: 'Restored' },
  benign: { disposition_id: 10, disposition: 'Exonerated' },
  remediated: { disposition_id: 11, disposition: 'Corrected' },
  detected: { disposition_id: 15, disposition: 'Detected' },
} as const;

/** The furthest-reaching thing that was done counts, from the most to the least. */
const byAction = [
  ['rollback', dispositions.rolledBack],
  ['remediate', dispositions.remediated],
  ['quarantine', dispositions.quarantined],
  ['kill', dispositions.blocked],
] as const;

/**
 * What was done about the threat, by the security-control profile. Two fields are called `mitigationStatus`: the
 * threat's own word, and the list of actions, each with a result of its own.
 */
export function controlOf(fields: RecordFields): JsonObject {
  const word = wordKey(fields.get('threatInfo.mitigationStatus', (value) => readText(value)));
  fields.take('threatInfo.mitigationStatusDescription');
  const isMitigated = ['mitigated', 'markedasbenign', 'blocked', 'benign'].includes(word);
  const action = isMitigated ? { action_id: 2, action: 'Denied' } : { action_id: 3, action: 'Observed' };
  return { ...action, ...dispositionOf(word, isMitigated, fields) };
}

function dispositionOf(word: string, isMitigated: boolean, fields: RecordFields): JsonObject {
  if (word === 'markedasbenign' || word === 'benign') return dispositions.benign;
  if (!isMitigated) return dispositions.detected;
  // The list stays in `unmapped` whole: it has times, counters and reports that OCSF has no place for.
  const done: unknown[] = [];
  fields.get('mitigationStatus', (value) => {
    done.push(
      ...readObjects(value)
        .filter(({ status }) => wordKey(status) === 'success')
        .map(({ action }) => wordKey(action)),
    );
    return null;
  });
  return byAction.find(([action]) => done.includes(action))?.[1] ?? dispositions.blocked;
}

const malwareClasses: Readonly<Record<string, number>> = {
  adware: 1,
  backdoor: 2,
  downloader: 6,
  dropper: 7,
  keylogger: 9,
  ransomware: 10,
  rootkit: 15,
  spyware: 17,
  trojan: 18,
  virus: 19,
  webshell: 20,
  wiper: 21,
  worm: 22,
};

/** OCSF `malware`: only where the console names a class. */
export function malwareOf(
  name: string | null,
  classification: string | null,
  file: JsonObject | null,
): readonly JsonObject[] {
  if (classification === null) return [];
  const id = byWord(malwareClasses, classification) ?? 99;
  return [
    {
      name: name ?? classification,
      classification_ids: [id],
      classifications: [classification],
      files: [file],
    },
  ];
}

export function threatFile(fields: RecordFields): JsonObject | null {
  const path = fields.text('threatInfo.filePath');
  return ocsfFile({
    path,
    name: nameOfPath(path) ?? fields.text('threatInfo.threatName'),
    extension: fields.text('threatInfo.fileExtension'),
    size: fields.integer('threatInfo.fileSize'),
    hashes: ['md5', 'sha1', 'sha256'].map((name) => fields.get(threatInfo(name), hashOrNull)),
    more: { company_name: fields.text('threatInfo.publisherName') },
  });
}

/** OCSF takes a hash by its length; another text stays where it was. */
export function hashOrNull(value: unknown): string | null {
  const text = readText(value);
  return text !== null && /^[0-9a-f]+$/i.test(text) && [32, 40, 64, 128].includes(text.length) ? text : null;
}

/** The file and who ran it. The process that brought it is only named, which is no OCSF process. */
export function evidenceOf(fields: RecordFields, file: JsonObject | null): readonly JsonObject[] {
  const container = {
    uid: fields.text('containerInfo.id'),
    name: fields.text('containerInfo.name'),
    labels: readList(fields.get('containerInfo.labels', labelsOrNull)),
  };
  const evidence = compact({
    file,
    user: ocsfUser(fields.text('threatInfo.processUser')),
    data: {
      originatorProcess: fields.text('threatInfo.originatorProcess'),
      maliciousProcessArguments: fields.text('threatInfo.maliciousProcessArguments'),
    },
  });
  if (Object.keys(evidence).length === 0) return [];
  return [{ ...evidence, container: (container.uid ?? container.name) ? container : null }];
}

export function labelsOrNull(value: unknown): readonly string[] | null {
  const labels = readList(value).flatMap((label) => readText(label) ?? []);
  return labels.length === 0 ? null : labels;
}
