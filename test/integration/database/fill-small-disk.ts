import { randomBytes, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anEventToStore, aPageToStore } from '../../helpers/event-builders.ts';
import { openTestWorkspace } from '../../helpers/temporary-workspace.ts';

/** Runs on a disk of a few megabytes, see `open-workspace.test.ts`: stores pages until there is no room. */
const folder = process.argv[2] ?? '';
const ballast = join(folder, 'ballast');
await writeFile(ballast, randomBytes(4 * 1024 * 1024));
const workspace = await openTestWorkspace(folder);
const page = aPageToStore({ runId: randomUUID() });
await workspace.writer.startRun({
  runId: page.runId,
  sourceId: page.sourceId,
  stream: page.stream,
  startedAtUs: 0,
});

let stored = 0;
let failure = '';
while (failure === '' && stored < 2_000) {
  const events = Array.from({ length: 20 }, () =>
    anEventToStore({ raw: { noise: randomBytes(10_000).toString('hex') } }),
  );
  const counts = await workspace.writer.commitPage({ ...page, events });
  if (counts.ok) stored += counts.value.stored;
  else failure = counts.error.kind;
}
const counted = async () => {
  const rows = await workspace.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] });
  return rows.ok ? rows.value[0]?.n : rows.error;
};
const countedThen = await counted();
await rm(ballast);
const afterMakingRoom = await workspace.writer.commitPage({ ...page, events: [anEventToStore()] });
await workspace.close();
const again = await openTestWorkspace(folder);
const rows = await again.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] });
await again.close();
process.stdout.write(
  JSON.stringify({
    stored,
    failure,
    counted: countedThen,
    afterMakingRoom: afterMakingRoom.ok || afterMakingRoom.error,
    reopened: rows.ok ? rows.value[0]?.n : rows.error,
  }),
);
