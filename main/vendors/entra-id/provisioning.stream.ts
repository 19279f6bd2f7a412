import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { isJsonObject } from '../json-object.ts';
import { readObject, readText } from '../read-value.ts';
import { logPages, secondsAfter, secondsBefore } from './graph-request.ts';
import { opened } from './modified-properties.ts';
import { mapProvisioning } from './provisioning.ocsf.ts';
import { readPage } from './read-answer.ts';
import { readImportedRecords } from './read-imported.ts';
import { DAY_US, HOUR_US, MINUTE_US } from './spans.ts';

const SECOND_US = 1_000_000;

/** Accounts carried into other systems. This log's filter knows `gt` and `lt` only, so each end is moved out by a second. */
export const provisioningStream = {
  name: 'provisioning',
  pagination: {
    kind: 'time-walk',
    maxWindowUs: DAY_US,
    minWindowUs: MINUTE_US,
    overlapUs: HOUR_US,
    lagUs: 0,
    sweep: { everyUs: DAY_US, backUs: 2 * DAY_US },
    mark: 'window-end',
    pages: logPages('/v1.0/auditLogs/provisioning', ({ fromUs, toUs }) => ({
      filter: [
        `activityDateTime gt ${secondsBefore(fromUs - SECOND_US)}`,
        `activityDateTime lt ${secondsAfter(toUs + SECOND_US)}`,
      ].join(' and '),
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
    isJsonObject(record) &&
    'activityDateTime' in record &&
    ('provisioningAction' in record || 'provisioningSteps' in record || 'provisioningStatusInfo' in record)
      ? 1
      : 0,
  secretFields: [],
  secretType: () => null,
  naturalKey: (record) => [readText(readObject(record).id)],
  versions: 'none',
  mappingVersion: 1,
  map: mapProvisioning,
} satisfies StreamDefinition;
