import { US_PER_DAY, US_PER_HOUR, US_PER_MINUTE } from '../../../shared/time-range.ts';
import type { TimeWalk } from '../../collector/pagination/pagination.ts';
import type { StreamDefinition } from '../../collector/stream-definition.ts';
import { readObject, readText } from '../read-value.ts';
import { directoryKey, directoryMerge } from './directory-walk.ts';
import { timeOf } from './graph-record.ts';
import { opened } from './modified-properties.ts';
import { readPage } from './read-answer.ts';
import { readImportedRecords } from './read-imported.ts';

/** What all streams of Microsoft Graph have in common. */
export const graphStream = {
  timeoutMs: 120_000,
  maxAnswerBytes: 64 * 1_024 * 1_024,
  readRecords: readPage,
  readImported: readImportedRecords,
  secretFields: [],
  secretType: () => null,
} satisfies Partial<StreamDefinition>;

/** A log by time. What is filed late is found by reading the last hour again, and once a day the last two days. */
export function logWalk(pages: TimeWalk['pages']): TimeWalk {
  return {
    kind: 'time-walk',
    maxWindowUs: US_PER_DAY,
    minWindowUs: US_PER_MINUTE,
    overlapUs: US_PER_HOUR,
    lagUs: 0,
    sweep: { everyUs: US_PER_DAY, backUs: 2 * US_PER_DAY },
    mark: 'window-end',
    pages,
  };
}

/** A log of changes: what hides as JSON in the texts of its properties is opened, so that secrets are found in it. */
export const changeLogStream = {
  ...graphStream,
  readRecords: (answer) => {
    const page = readPage(answer);
    return page.ok ? { ok: true, value: page.value.map((record) => opened(record)) } : page;
  },
  readImported: (entry) => readImportedRecords(entry).map((record) => opened(record)),
  naturalKey: (record) => [readText(readObject(record).id)],
  versions: 'none',
} satisfies Partial<StreamDefinition>;

/** Alerts and incidents: each change has a time of its own. */
export const findingStream = {
  ...graphStream,
  naturalKey: (record) => {
    const { id, lastUpdateDateTime, createdDateTime } = readObject(record);
    return [readText(id), timeOf(lastUpdateDateTime) ?? timeOf(createdDateTime)];
  },
  versions: 'by-time',
} satisfies Partial<StreamDefinition>;

/** Users, groups and devices: changes without a time, put together with what is known of the thing. */
export const directoryStream = {
  ...graphStream,
  naturalKey: directoryKey,
  versions: 'by-content',
  merge: directoryMerge,
} satisfies Partial<StreamDefinition>;
