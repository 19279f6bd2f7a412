import { join } from 'node:path';
import { expect } from 'vitest';
import { exportFormats } from '../../../shared/export-job.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { sourceIds, type Window } from './captured-window.ts';

export const question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };

/** Whatever a person can ask for. */
export async function askForEverything(window: Window, out: string): Promise<void> {
  const columns = ['time', 'message', 'raw', 'ocsf', 'actor', 'resource', 'search_text'].slice(0, 4);
  const sort = [{ column: 'time', direction: 'desc' }];
  const page = await window.call('events.page', {
    requestId: 'p',
    question,
    sort,
    columns,
    offset: 0,
    limit: 1_000,
  });
  for (const { event_id: eventId } of page.value.rows?.slice(0, 60) ?? []) {
    await window.call('events.detail', { requestId: 'd', eventId });
  }
  const facets = ['message', 'actor', 'resource', 'user_name', 'secret_type', 'operation'].map((column) => ({
    column,
    search: '',
    limit: 1_000,
  }));
  await window.call('events.facets', { requestId: 'f', question, facets });
  await window.call('events.histogram', {
    requestId: 'h',
    question,
    buckets: 50,
    intervalUs: null,
    splitBy: 'operation',
    maxParts: 5,
  });
  const filter = { search: '', states: [], secretTypes: [] };
  const inventory = await window.call('secrets.list', {
    requestId: 's',
    filter,
    sort: { column: 'lastSeen', descending: true },
    offset: 0,
    limit: 1_000,
  });
  for (const { fingerprint } of inventory.value.secrets?.slice(0, 40) ?? []) {
    await window.call('secrets.detail', { requestId: 'sd', fingerprint });
  }
  for (const sourceId of await sourceIds(window)) {
    const rejected = await window.call('sources.rejected', { sourceId, limit: 1_000 });
    for (const { rejectedId, stream } of rejected.value.records?.slice(0, 40) ?? []) {
      await window.call('sources.rejectedRecord', { sourceId, stream, rejectedId });
    }
    await window.call('sources.exportRejected', {
      sourceId,
      path: join(out, `rejected-${sourceId}.jsonl`),
      overwrite: true,
    });
  }
  for (const format of exportFormats) {
    const path = join(out, `export-${format}.jsonl`);
    await window.call('exports.start', {
      question,
      sort,
      format,
      columns: ['time', 'event_id', 'message', 'raw', 'ocsf', 'ecs', 'resource'],
      path,
      overwrite: true,
    });
  }
  await expect
    .poll(async () => (await window.call('exports.list')).value.jobs?.map(({ state }) => state), {
      timeout: 60_000,
    })
    .not.toContain('running');
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
