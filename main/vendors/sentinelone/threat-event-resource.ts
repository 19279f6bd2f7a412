import type { JsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';
import { kindOfRecord, type ThreatEventKind } from './threat-event-kind.ts';

const resources: Readonly<Record<ThreatEventKind, readonly string[]>> = {
  'registry-key': ['registryPath'],
  'registry-value': ['registryPath'],
  dns: ['dnsRequest'],
  http: ['networkUrl'],
  network: ['networkUrl', 'dstIp'],
  job: ['taskName'],
  process: ['processImagePath', 'processName'],
  script: ['processImagePath', 'processName'],
  module: ['fileFullName'],
  file: ['fileFullName'],
  indicator: ['indicatorName', 'indicatorCategory'],
  login: ['loginsUserName'],
};

/** What was acted on, as far as the kind of event tells. */
export function threatEventResource(record: JsonObject): string | null {
  const kind = kindOfRecord(record);
  const names = kind === null ? ['fileFullName', 'indicatorName'] : resources[kind];
  return names.map((name) => readText(record[name])).find((text) => text !== null) ?? null;
}
