import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitEvents } from '../../helpers/commit-events.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import { aTemporaryFolder, openTestWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';
import { aTerminal, type Terminal } from '../cli/run-command.ts';
import { anEventOf } from './a-kept-workspace.ts';

let folder: { path: string; remove(): Promise<void> };
let terminal: Terminal;
let clock: FakeClock;
let workspaceFolder: string;

const OLD = 3_000;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  workspaceFolder = join(folder.path, 'workspace');
  const workspace = await openTestWorkspace(workspaceFolder);
  await workspace.writer.saveSource(aSourceRecord());
  await workspace.writer.saveSource(
    aSourceRecord({ sourceId: 'source-2', name: 'Other', createdAtUs: testNowUs + 1 }),
  );
  const old = Array.from({ length: OLD }, (_, index) =>
    anEventOf(40 + (index % 20), { raw: { text: Math.random().toString(36).repeat(100), index } }),
  );
  const marked = anEventOf(50);
  await commitEvents(workspace, [...old, marked, anEventOf(1), anEventOf(0)]);
  await workspace.writer.annotate({
    eventId: marked.eventId,
    starred: true,
    tags: [],
    note: '',
    changedAtUs: testNowUs,
  });
  await workspace.close();
  clock = createFakeClock(new Date(testNowUs / 1_000));
  terminal = aTerminal({ clock, folder: folder.path });
});
afterEach(() => folder.remove());

const retention = (...argv: string[]) => terminal.run('retention', '--workspace', workspaceFolder, ...argv);
const inJson = (...argv: string[]) => terminal.json('retention', '--workspace', workspaceFolder, ...argv);

describe('keyglass retention', () => {
  it('shows that everything is kept, and how much that is', async () => {
    const { exitCode, document } = await inJson();
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      state: 'idle',
      backups: 0,
      lastRun: null,
      sources: [
        { source: 'Entro EU', keepDays: null, keepBytes: null, events: OLD + 3 },
        { source: 'Other', events: 0, bytes: 0, oldestEvent: null },
      ],
    });
    const { stdout } = await retention('--source', 'entro eu');
    expect(stdout).toMatch(/Entro EU +all +3,003 +[\d.]+ MB +2026-09-22 10:00:00Z\n/);
    expect(stdout).not.toContain('Other');
    expect(stdout).toContain('No rule was applied yet.');
  });

  it('says what a rule would do, and changes nothing', async () => {
    const { document } = await inJson('--source', 'Entro EU', '--keep-days', '30', '--preview');
    expect(document).toEqual({
      preview: [
        {
          source: 'Entro EU',
          sourceId: 'source-1',
          keepDays: 30,
          keepBytes: null,
          events: OLD,
          before: '2026-10-21T10:00:00.000000Z',
          kept: 1,
        },
      ],
    });
    const { stdout } = await retention('--source', 'Entro EU', '--keep-days', '30', '--preview');
    expect(stdout).toMatch(/Entro EU +30 days +3,000 +2026-10-21 10:00:00Z +1\n/);
    expect((await inJson()).document).toMatchObject({ sources: [{ keepDays: null, events: OLD + 3 }, {}] });
  });

  it('sets a rule, applies it, and says what left and how large the file was and is', async () => {
    const { exitCode, document } = await inJson('--source', 'source-1', '--keep-days', '30', '--run');
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      state: 'idle',
      at: '2026-11-20T10:00:00.000000Z',
      removed: OLD,
      kept: 3,
    });
    const { fileBytesBefore, fileBytesAfter } = document as unknown as Record<string, number>;
    expect(fileBytesAfter).toBeLessThan(Number(fileBytesBefore) * 0.8);
    const again = await retention('--run');
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toMatch(/^0 events left; the file has [\d.]+ MB\.\nThe sources keep 3 events\.\n/);
    expect((await retention()).stdout).toMatch(/Last applied 2026-11-20 10:00:00Z: 0 events left/);
  });

  it('changes one half of a rule and leaves the other as it is, or takes it away', async () => {
    await retention('--source', 'Entro EU', '--keep-days', '30', '--keep-size', '1.5GB');
    const { stdout } = await retention('--source', 'Entro EU', '--keep-days', 'none');
    expect(stdout).toMatch(/Entro EU +1\.5 GB +3,003/);
    const { document } = await inJson('--source', 'Entro EU', '--keep-size', 'none', '--keep-days', '90');
    expect(document).toMatchObject({ sources: [{ keepDays: 90, keepBytes: null }] });
  });

  it('says that a date is in doubt, applies the rules by the last that is known, and by this one when told to', async () => {
    await retention('--source', 'Entro EU', '--keep-days', '90');
    clock.set(testNowUs / 1_000 + 400 * 24 * 60 * 60_000);
    const shown = await retention();
    expect(shown).toMatchObject({ exitCode: 0 });
    expect(shown.stderr).toMatch(/^Note: The clock of this computer says 2027-12-25, 400 days after/);
    const held = await inJson('--run');
    expect(held).toMatchObject({ exitCode: 1, document: { removed: 0, kept: OLD + 3 } });
    expect(held.document.clockDoubt).toMatchObject({ message: expect.stringContaining('2026-11-20') });
    const right = await inJson('--run', '--clock-is-right');
    expect(right).toMatchObject({ exitCode: 0, document: { removed: OLD + 2, kept: 1, clockDoubt: null } });
  });

  it.each([
    [['--clock-is-right'], 'give both'],
    [['--keep-days', '30'], 'name it with --source'],
    [['--source', 'Entro EU', '--keep-days', '0'], '--keep-days takes a number from 1'],
    [['--source', 'Entro EU', '--keep-days', 'ever'], '--keep-days takes a number from 1'],
    [['--source', 'Entro EU', '--keep-size', '10'], '--keep-size takes a size from 1MB on'],
    [['--source', 'Entro EU', '--keep-days', '3'], 'looks back 7 days'],
    [['--preview', '--run'], 'give one of them'],
    [['--source', 'Nobody'], 'There is no source “Nobody”'],
  ])('answers %j with how to use it, and changes nothing', async (argv, sentence) => {
    const { exitCode, stderr } = await retention(...argv);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
    expect((await inJson()).document).toMatchObject({ sources: [{ keepDays: null, keepBytes: null }, {}] });
  });
});
