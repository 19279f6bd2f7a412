import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import { buildWhere } from '../../../main/query/build-where.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aTemporaryWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';
import { eventsOfCases } from './events-of-cases.ts';
import { jsonCases, whereCases } from './where-cases.ts';

let workspace: Workspace;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
  await commitEvents(workspace, eventsOfCases());
});
afterAll(() => remove());

async function find(query: string): Promise<unknown[]> {
  const tree = parseQuery(query);
  if (!tree.ok) throw new Error(tree.error.message);
  const where = buildWhere(tree.value, testNowUs);
  if (!where.ok) throw new Error(where.error.message);
  const rows = await workspace.readers.all({
    text: `SELECT vendor_event_id AS name FROM events AS e WHERE ${where.value.text} ORDER BY name`,
    values: where.value.values,
  });
  if (!rows.ok) throw new Error(`${rows.error.message} ${rows.error.detail}`);
  return rows.value.map((row) => row.name);
}

describe('a query run on stored events', () => {
  it.each([...whereCases, ...jsonCases])('finds what $query asks for', async ({ query, finds }) => {
    expect(await find(query)).toEqual(finds);
  });
});
