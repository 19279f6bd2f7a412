import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryFolder, openTestWorkspace } from '../../helpers/temporary-workspace.ts';
import { eventsAndRuns, filePath, flipByte, sound } from './damage.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  const temporary = await aTemporaryFolder();
  folder = join(temporary.path, 'workspace');
  remove = temporary.remove;
});
afterEach(() => remove());

/** Enough runs for blocks of their own, which opening does not read; one is still going on, which it mends. */
async function damageTheRuns(): Promise<void> {
  const instance = await DuckDBInstance.create(filePath(folder));
  const connection = await instance.connect();
  await connection.run(`INSERT INTO runs (run_id, source_id, stream, purpose, started_at, outcome, received, stored, duplicate, rejected, unmapped)
    SELECT uuid(), 'source-1', md5(i::VARCHAR), 'polling', now()::TIMESTAMP, md5(i::VARCHAR), 0, 0, 0, 0, 0 FROM range(60000) t(i)`);
  await connection.run('CHECKPOINT');
  const blocks = await connection.runAndReadAll(`SELECT DISTINCT block_id FROM pragma_storage_info('runs')
    WHERE column_name = 'outcome' AND persistent AND block_id >= 0`);
  connection.disconnectSync();
  instance.closeSync();
  for (const [block] of blocks.getRowsJS()) {
    await flipByte(filePath(folder), 3 * 4_096 + Number(block) * 262_144 + 1_000);
  }
}

describe('damage that only the mending after a crash meets', () => {
  it('has the file read wholly and the backup restored in the same opening', async () => {
    const workspace = await openTestWorkspace(folder);
    await commitEvents(workspace, [anEventToStore(), anEventToStore()]);
    expect(await workspace.backUp()).toMatchObject({ ok: true });
    await workspace.close();
    await damageTheRuns();
    const again = await openTestWorkspace(folder);
    expect(again.notices.map(({ message }) => message)).toEqual([
      expect.stringMatching(/The backup .* was put in its place/),
    ]);
    expect(await eventsAndRuns(again)).toEqual(sound(2));
    await again.close();
    const third = await openTestWorkspace(folder);
    expect(third.notices).toEqual([]);
    await third.close();
  });
});
