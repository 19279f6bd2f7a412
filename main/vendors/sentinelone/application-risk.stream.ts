import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { contentHash } from '../content-hash.ts';
import { isJsonObject } from '../json-object.ts';
import { mapApplicationRisk, readApplicationRisk } from './application-risk.ocsf.ts';
import { pagesOf } from './console-request.ts';
import { readPage } from './read-answer.ts';
import { readForKey } from './read-once.ts';
import { consoleStream } from './stream-defaults.ts';

/** They move with every day and every scan, though the finding is the same. */
const movesByItself = ['daysDetected', 'lastScanDate'];

/** Vulnerabilities of installed software: everything there is, at every run; only what has changed is stored. */
export const applicationRiskStream = {
  ...consoleStream,
  name: 'application-risk',
  pagination: { kind: 'snapshot', pages: pagesOf<null>('application-management/risks', () => []) },
  readRecords: readPage,
  recognise: recogniseRisk,
  secretFields: [],
  secretType: () => null,
  naturalKey: (record) => [readForKey(readApplicationRisk(record)).id, contentHash(record, movesByItself)],
  versions: 'by-content',
  mappingVersion: 1,
  map: mapApplicationRisk,
} satisfies StreamDefinition;

/** Not every vulnerability has a CVE, and its field can be left out then. */
function recogniseRisk(record: unknown): number {
  if (!isJsonObject(record) || !('applicationName' in record)) return 0;
  return 'cveId' in record ? 1 : 'daysDetected' in record || 'lastScanDate' in record ? 0.8 : 0;
}
