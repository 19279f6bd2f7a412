import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { exportColumns } from '../../../main/export/export-column.ts';
import { lineFormats } from '../../../main/export/export-format.ts';
import { streamLines } from '../../../main/export/stream-lines.ts';
import { buildRowsQuery } from '../../../main/query/build-page-query.ts';
import { everything } from '../../../shared/query/query-node.ts';
import { defaultSort } from '../../../shared/question.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace, testClock } from '../../helpers/temporary-workspace.ts';

const EVENTS = 4_000;
const names = Array.from({ length: 12 }, (_, index) => `f${index}`);
const columns = ['event_id', ...names.map((name) => `raw.${name}`)];

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let workspace: Workspace;

beforeAll(async () => {
  folder = await aTemporaryFolder();
  const path = join(folder.path, 'w');
  const roomy = await openTestWorkspace(path);
  for (let page = 0; page < EVENTS / 1_000; page += 1) await commitEvents(roomy, somePage());
  await roomy.close();
  workspace = await openTestWorkspace(path, { memoryLimitMb: 250 });
});

afterAll(async () => {
  await workspace.close();
  await folder.remove();
});

const somePage = () =>
  Array.from({ length: 1_000 }, () => {
    const raw = Object.fromEntries(names.map((name) => [name, `${name} ${'x'.repeat(250)}`]));
    return anEventToStore({ secretFingerprint: null, raw });
  });

it('writes paths into records of which the database can’t hold all at once, in the order that was asked for', async () => {
  const question = { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null };
  const rows = buildRowsQuery(question, defaultSort, columns, testClock.nowUs());
  if (!rows.ok) throw new Error(rows.error.message);
  const { signal } = new AbortController();
  const atOnce = await workspace.readers.all(rows.value, signal);
  expect(atOnce).toMatchObject({ ok: false, error: { detail: expect.stringMatching(/Out of Memory/) } });

  const ids = buildRowsQuery(question, defaultSort, [], testClock.nowUs());
  const inOrder = ids.ok ? await workspace.readers.all(ids.value, signal) : ids;
  const lines: string[] = [];
  const asked = { rows: rows.value, sort: defaultSort, columns: exportColumns(columns) };
  const lineSql = lineFormats.csv.lineSql(asked.columns);
  for await (const piece of streamLines(workspace.readers, { ...asked, lineSql }, signal)) {
    if (!piece.ok) throw new Error(piece.error.message);
    lines.push(...piece.value.map((row) => String(row.line)));
  }
  const texts = names.map((name) => `${name} ${'x'.repeat(250)}`).join(',');
  expect(inOrder.ok && lines).toEqual(
    inOrder.ok && inOrder.value.map((row) => `${String(row.event_id)},${texts}`),
  );
});
