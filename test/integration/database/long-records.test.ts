import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../main/database/workspace.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';

let folder: Awaited<ReturnType<typeof aTemporaryFolder>>;
let path: string;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  path = join(folder.path, 'workspace');
});
afterEach(() => folder.remove());

/** DuckDB holds 2,048 rows of a column at once, so these are all in memory together. */
const longRecords = Array.from({ length: 50 }, () =>
  anEventToStore({ raw: { text: randomBytes(1_500_000).toString('hex') } }),
);

describe('records too long for the memory that the database was given', () => {
  it('are refused or stored as wholes, and at the next opening there is room for more of them', async () => {
    const short = await openTestWorkspace(path, { memoryLimitMb: 100 });
    const told: AppError[] = [];
    short.onNotice((notice) => told.push(notice));
    const stored = await storeUntilRefused(short);
    await short.close();
    expect(stored).toBeLessThan(longRecords.length);
    expect(told).toMatchObject([
      { kind: 'storage', remedy: expect.stringContaining('start Keyglass again') },
    ]);

    const reopened = await openTestWorkspace(path);
    expect(reopened.notices.map(({ kind }) => kind)).not.toContain('workspace-damaged');
    for (const event of longRecords.slice(stored)) await commitEvents(reopened, [event]);
    await reopened.close();

    const again = await openTestWorkspace(path);
    const counted = await again.readers.all({
      text: 'SELECT count(*) AS events, min(length(raw)) AS shortest FROM events',
      values: [],
    });
    expect(counted).toMatchObject({ ok: true, value: [{ events: longRecords.length, shortest: 3_000_011 }] });
    await again.close();
    expect((await readdir(path)).filter((name) => name.includes('damage'))).toEqual([]);
  });
});

/** How many were stored before the database had no more memory for one. */
async function storeUntilRefused(workspace: Workspace): Promise<number> {
  for (const [index, event] of longRecords.entries()) {
    const isStored = await commitEvents(workspace, [event]).then(
      () => true,
      () => false,
    );
    if (!isStored) return index;
  }
  return longRecords.length;
}
