import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readObject, readText } from '../read-value.ts';
import { mapDirectoryAudit } from './directory-audit.ocsf.ts';
import { logPages, secondsAfter, secondsBefore } from './graph-request.ts';
import { opened } from './modified-properties.ts';
import { readPage } from './read-answer.ts';
import { readImportedRecords } from './read-imported.ts';
import { DAY_US, HOUR_US, MINUTE_US } from './spans.ts';

/** Changes in the directory. Ids are unique but not always GUIDs; one change can be several records with one correlation id. */
export const directoryAuditStream = {
  name: 'directory-audit',
  pagination: {
    kind: 'time-walk',
    maxWindowUs: DAY_US,
    minWindowUs: MINUTE_US,
    overlapUs: HOUR_US,
    lagUs: 0,
    sweep: { everyUs: DAY_US, backUs: 2 * DAY_US },
    mark: 'window-end',
    pages: logPages('/v1.0/auditLogs/directoryAudits', ({ fromUs, toUs }) => ({
      filter: `activityDateTime ge ${secondsBefore(fromUs)} and activityDateTime le ${secondsAfter(toUs)}`,
      orderby: 'activityDateTime',
    })),
  },
  timeoutMs: 120_000,
  maxAnswerBytes: 64 * 1_024 * 1_024,
  readRecords: (answer) => {
    const page = readPage(answer);
    return page.ok ? { ok: true, value: page.value.map((record) => opened(record)) } : page;
  },
  readImported: (entry) => readImportedRecords(entry).map((record) => opened(record)),
  recognise: (record) =>
    isJsonObject(record) && 'activityDateTime' in record && 'activityDisplayName' in record ? 1 : 0,
  secretFields: [],
  harmlessKeys: ['ForceChangePassword', 'ForceChangePasswordNextSignIn'],
  secretType: () => null,
  naturalKey: (record) => [readText(readObject(record).id)],
  versions: 'none',
  mappingVersion: 1,
  map: mapDirectoryAudit,
} satisfies StreamDefinition;
