import { randomBytes, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Workspace } from '../../../main/database/workspace.ts';
import { anEventToStore, aPageToStore } from '../../helpers/event-builders.ts';
import { openTestWorkspace } from '../../helpers/temporary-workspace.ts';

/** Runs on a disk of a few megabytes, see `full-disk.test.ts`: stores pages until there is no room, then ends as it is told. */
const folder = process.argv[2] ?? '';
const ending = process.argv[3] ?? '';
const ballast = join(folder, 'ballast');
await writeFile(ballast, randomBytes(4 * 1024 * 1024));

async function fill(workspace: Workspace) {
  const page = aPageToStore({ runId: randomUUID() });
  const { runId, sourceId, stream } = page;
  await workspace.writer.startRun({ runId, sourceId, stream, startedAtUs: 0 });
  const noisy = () =>
    anEventToStore({ secretFingerprint: null, raw: { noise: randomBytes(10_000).toString('hex') } });
  let stored = 0;
  for (;;) {
    const checkpoint = { position: JSON.stringify({ stored }), description: `${stored + 20} stored` };
    const events = Array.from({ length: 20 }, noisy);
    const counts = await workspace.writer.commitPage({ ...page, events, checkpoint });
    if (!counts.ok) return { stored, failure: counts.error, page };
    stored += counts.value.stored;
  }
}

async function state({ readers }: Workspace) {
  const rows = await readers.all({
    text: `SELECT (SELECT count(*) FROM events) AS events, (SELECT sum(stored)::BIGINT FROM runs) AS counted,
             (SELECT description FROM checkpoints) AS checkpoint`,
    values: [],
  });
  return rows.ok ? rows.value[0] : rows.error;
}

const workspace = await openTestWorkspace(folder);
const { stored, failure, page } = await fill(workspace);
// Longer than a quiet moment has to be for the log to be folded in, for which there is no room either.
if (ending === 'makes room') await setTimeout(2_500);
const whileFull = await state(workspace);
const small = () => ({
  ...page,
  events: [anEventToStore({ secretFingerprint: null })],
  checkpoint: null,
});
const again = await workspace.writer.commitPage(small());
const preference = await workspace.writer.writePreference('long', 'x'.repeat(2_000_000));
const backup = await workspace.backUp();
let goesOn: unknown = null;
if (ending === 'makes room') {
  await rm(ballast);
  const counts = await workspace.writer.commitPage(small());
  goesOn = counts.ok || counts.error;
}
const told = {
  stored,
  failure,
  whileFull,
  again: again.ok || again.error.kind,
  preference: preference.ok || preference.error.kind,
  backup: backup.ok || backup.error.kind,
  goesOn,
};
writeSync(1, `${JSON.stringify(told)}\n`);
if (ending === 'is killed') process.kill(process.pid, 'SIGKILL');
await workspace.close();
