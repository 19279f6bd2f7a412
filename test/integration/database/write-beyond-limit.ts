import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { openTestWorkspace } from '../../helpers/temporary-workspace.ts';

/**
 * Runs where no file may get larger than a few megabytes, see `stopped-by-full-disk.test.ts`: the disk says that it has
 * room, and has none, as with a quota, or where another program is quicker.
 */
const workspace = await openTestWorkspace(process.argv[2] ?? '');
const notices: unknown[] = [];
workspace.onNotice(({ kind, message, remedy }) => notices.push({ kind, message, remedy }));
const anEvent = () =>
  anEventToStore({ secretFingerprint: null, raw: { noise: randomBytes(10_000).toString('hex') } });
await commitEvents(workspace, Array.from({ length: 150 }, anEvent));
const looked = await workspace.rebuildGain();
const asked = await workspace.readers.all({ text: 'SELECT count(*) AS n FROM events', values: [] });
const saved = await workspace.writer.writePreference('a', 1);
await workspace.close();
const failures = [looked, asked, saved].map((result) => (result.ok ? null : result.error));
writeSync(1, JSON.stringify({ failures, notices }));
