import type { JsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import { valueAt } from './record-fields.ts';

const resources = [
  'targetProcessInfo.tgtFilePath',
  'alertInfo.dnsRequest',
  'alertInfo.registryKeyPath',
  'alertInfo.registryPath',
  'alertInfo.modulePath',
  'targetProcessInfo.tgtProcImagePath',
  'targetProcessInfo.tgtProcName',
  'alertInfo.dstIp',
  'sourceProcessInfo.filePath',
  'sourceProcessInfo.name',
] as const;

/** What was reached for; without it, the program that the rule is about. */
export function alertResource(record: JsonObject): string | null {
  for (const path of resources) {
    const text = readText(valueAt(record, path));
    if (text !== null) return text;
  }
  return null;
}
