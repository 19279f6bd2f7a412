import type { JsonObject } from '../json-object.ts';
import { timestampOf } from '../ocsf/ocsf-values.ts';
import { readText, readTexts } from '../read-value.ts';
import { type GraphRecord, timeOf } from './graph-record.ts';

export function findingInfo({ id, fields }: GraphRecord): JsonObject {
  const category = readText(fields.category);
  const techniques = readTexts(fields.mitreTechniques);
  const tactic = category === null ? null : { name: category };
  const product = readText(fields.productName);
  const detector = readText(fields.detectorId);
  const source = readText(fields.serviceSource);
  return {
    uid: id,
    uid_alt: readText(fields.providerAlertId),
    title: readText(fields.title),
    desc: readText(fields.description),
    types: [category],
    created_time: timestampOf(timeOf(fields.createdDateTime)),
    modified_time: timestampOf(timeOf(fields.lastUpdateDateTime)),
    first_seen_time: timestampOf(timeOf(fields.firstActivityDateTime)),
    last_seen_time: timestampOf(timeOf(fields.lastActivityDateTime)),
    src_url: readText(fields.alertWebUrl),
    data_sources: [source],
    product: product === null ? null : { name: product, vendor_name: 'Microsoft' },
    analytic: detector === null ? null : { type_id: 1, type: 'Rule', uid: detector },
    attacks: techniques.map((uid) =>
      /\./.test(uid) ? subTechnique(uid, tactic) : { technique: { uid }, tactic },
    ),
  };
}

/** `T1059.001` is a part of `T1059`. */
function subTechnique(uid: string, tactic: JsonObject | null): JsonObject {
  return { technique: { uid: uid.split('.')[0] }, sub_technique: { uid }, tactic };
}
