import { join } from 'node:path';
import { expect } from 'vitest';
import { exportFormats } from '../../../shared/export-job.ts';
import { fields } from '../../../shared/query/fields.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { longestWaitMs, sourceIds, type Window } from './captured-window.ts';

export const question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };
const sort = [{ column: 'time', direction: 'desc' }];

const plainColumns: readonly string[] = fields.map(({ column }) => column);
const documents = ['raw', 'ocsf', 'ecs'];
/** Within the documents, where values were planted and where mappings put what they were planted in. */
const paths = [
  'raw.canaryExtras.token',
  'raw.canaryExtras.note',
  'raw.canaryExtras.awkward.password',
  'raw.canaryExtras.awkward.repeats',
  'ocsf.message',
  'ocsf.unmapped',
  'ecs.message',
];
const allColumns: readonly string[] = [...plainColumns, ...documents, ...paths];

/** By actor, by resource, by free text, and by what stands beside a planted value. All find something. */
const queries = [
  '*',
  'actor:*',
  'resource:*',
  'a*',
  'actor:/./',
  'resource:/./ actor:/./',
  'raw.canaryExtras.note:left*',
  'raw.canaryExtras.awkward.repeats:*repeated*',
  'raw.canaryExtras.token:*secret*',
];

/** Whatever a person can ask for. */
export async function askForEverything(window: Window, out: string): Promise<void> {
  const filled = await askForEvents(window);
  expect(allColumns.filter((column) => !filled.has(column))).toEqual([]);
  await askForFacets(window);
  await askForSecrets(window);
  await askForRejected(window, out);
  await exportAll(window, out);
  for (const call of [
    'vault.status',
    'retention.status',
    'mapping.status',
    'preferences.read',
    'vendors.list',
    'app.info',
  ]) {
    await window.call(call);
  }
  await window.call('audit.list', { offset: 0, limit: 1_000 });
}

/** Answers with the columns that any event had a value in. */
async function askForEvents(window: Window): Promise<ReadonlySet<string>> {
  const filled = new Set<string>();
  const details = new Set<string>();
  const ask = async (text: string) => {
    const parsed = parseQuery(text);
    if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
    const asked = { ...question, tree: parsed.value };
    const whole = { requestId: 'p', question: asked, sort, columns: allColumns, offset: 0 };
    const { value } = await window.call('events.page', { ...whole, limit: text === '*' ? 300 : 20 });
    const rows = value.rows ?? [];
    expect(rows.length, text).toBeGreaterThan(0);
    for (const row of rows) {
      for (const [column, one] of Object.entries(row)) if (one !== null) filled.add(column);
    }
    for (const { event_id: eventId } of rows.slice(0, text === '*' ? 60 : 5)) details.add(eventId);
    await window.call('events.count', { requestId: 'c', question: asked });
  };
  for (const text of queries) await ask(text);
  // Which events are the newest depends on the day and its time; what they leave out is asked for by name.
  for (const column of allColumns.filter((one) => !filled.has(one))) await ask(`${nameOf(column)}:*`);
  for (const eventId of details) await window.call('events.detail', { requestId: 'd', eventId });
  return filled;
}

function nameOf(column: string): string {
  return fields.find((field) => field.column === column)?.ecs ?? column;
}

async function askForFacets(window: Window): Promise<void> {
  for (const columns of [plainColumns, paths]) {
    const facets = columns.map((column) => ({ column, search: '', limit: 100 }));
    await window.call('events.facets', { requestId: 'f', question, facets });
  }
  const bars = { buckets: 50, intervalUs: null, maxParts: 5 };
  for (const splitBy of ['operation', 'message', 'raw.canaryExtras.token']) {
    await window.call('events.histogram', { requestId: 'h', question, ...bars, splitBy });
  }
}

async function askForSecrets(window: Window): Promise<void> {
  const { value } = await window.call('secrets.list', {
    requestId: 's',
    filter: { search: '', states: [], secretTypes: [] },
    sort: { column: 'lastSeen', descending: true },
    offset: 0,
    limit: 1_000,
  });
  for (const { fingerprint } of value.secrets?.slice(0, 40) ?? []) {
    await window.call('secrets.detail', { requestId: 'sd', fingerprint });
  }
}

async function askForRejected(window: Window, out: string): Promise<void> {
  for (const sourceId of await sourceIds(window)) {
    const rejected = await window.call('sources.rejected', { sourceId, limit: 1_000 });
    for (const { rejectedId, stream } of rejected.value.records?.slice(0, 40) ?? []) {
      await window.call('sources.rejectedRecord', { sourceId, stream, rejectedId });
    }
    const path = join(out, `rejected-${sourceId}.jsonl`);
    await window.call('sources.exportRejected', { sourceId, path, overwrite: true });
  }
}

async function exportAll(window: Window, out: string): Promise<void> {
  for (const format of exportFormats) {
    const path = join(out, `export-${format}.${format === 'csv' ? 'csv' : 'jsonl'}`);
    const columns = [...plainColumns, ...documents];
    await window.call('exports.start', { question, sort, format, columns, path, overwrite: true });
    await untilExported(window);
  }
}

/** Fails where an export did: its file would be missing, and nothing be found in it. */
export async function untilExported(window: Window): Promise<void> {
  const unfinished = async () =>
    ((await window.call('exports.list')).value.jobs ?? [])
      .filter(({ state }) => state !== 'done')
      .map(({ format, error }) => ({ format, error }));
  await expect.poll(unfinished, { timeout: longestWaitMs, interval: 250 }).toEqual([]);
}
