import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../main/collector/clock.ts';
import { openWorkspace } from '../../main/database/open-workspace.ts';
import { openDirectly } from './ask-directly.ts';
import { addBenchSource } from './bench-source.ts';
import { budgetFor } from './budget.ts';
import { type Figure, figuresTable, reportDocument } from './figures.ts';
import { measureAsking } from './measure-asking.ts';
import { measureCatchUp } from './measure-catch-up.ts';
import { measureColdStart } from './measure-cold-start.ts';
import { measureExport } from './measure-export.ts';
import { measureMemory } from './measure-memory.ts';
import { measureMixedImport } from './measure-mixed-import.ts';
import { measureNormalising } from './measure-normalising.ts';
import { measureImport, measurePages, measureSlowDown, storedDirectlyPerSecond } from './measure-storing.ts';
import { unwrap } from './unwrap.ts';

/** More than the app allows itself: what is compared is time. */
const DIRECT_MEMORY_LIMIT_MB = 1_024;
const usage = 'Use: npm run bench -- [--events N] [--json] [--keep]\n';

/** Measures everything once, in one workspace, and prints it. Asserts nothing: a slow machine is not a bug. */
export async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (!options) return 2;
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'keyglass-bench-'));
  try {
    const figures = await measureAll(options.events, folder, say);
    const report = {
      events: options.events,
      machine: {
        cores: availableParallelism(),
        node: process.versions.node,
        platform: `${process.platform} ${process.arch}`,
      },
      figures,
    };
    process.stdout.write(options.json ? `${JSON.stringify(reportDocument(report))}\n` : figuresTable(report));
    return 0;
  } finally {
    if (options.keep) say(`The workspace is kept in ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  }
}

function readOptions(argv: readonly string[]): { events: number; json: boolean; keep: boolean } | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { events: { type: 'string' }, json: { type: 'boolean' }, keep: { type: 'boolean' } },
    });
    const events = Number(values.events ?? 1_000_000);
    if (Number.isInteger(events) && events >= 10_000)
      return { events, json: !!values.json, keep: !!values.keep };
    process.stderr.write('--events takes a whole number from 10000.\n');
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
  return null;
}

async function measureAll(events: number, folder: string, say: (line: string) => void): Promise<Figure[]> {
  const budget = budgetFor(events);
  const threads = availableParallelism();
  const open = async () =>
    unwrap(
      await openWorkspace({
        folder: join(folder, 'workspace'),
        clock: systemClock,
        createIfMissing: true,
        threads,
      }),
    );
  say('Normalising each stream …');
  const normalising = await measureNormalising();
  const figures: Figure[] = [];
  const importing = await open();
  try {
    say(`Storing ${events.toLocaleString('en-GB')} events …`);
    const source = await addBenchSource(importing);
    figures.push(...(await measureImport(source, events, join(folder, 'answers'), budget)));
  } finally {
    await importing.close();
  }
  say('Asking in a process of its own …');
  figures.push(await measureMemory(join(folder, 'workspace'), budget));

  const workspace = await open();
  try {
    const source = await addBenchSource(workspace);
    // The copy is made first and asked after each question, so that both are measured on the same machine's mood.
    const { path } = unwrap(await workspace.backUp());
    const direct = await openDirectly(path, { threads, memoryLimitMb: DIRECT_MEMORY_LIMIT_MB });
    try {
      const directly = await storedDirectlyPerSecond(direct, events);
      figures.splice(0, 1, ...figures.slice(0, 1).map((figure) => ({ ...figure, direct: directly })));
      say('Asking …');
      figures.push(...(await measureAsking(workspace, direct, budget)));
      say('Exporting …');
      figures.push(...(await measureExport(workspace, direct, folder, budget)));
    } finally {
      direct.close();
    }
    say('Storing pages …');
    figures.push(...(await measurePages(source, budget)));
    say('Asking while pages are stored …');
    figures.push(...(await measureSlowDown(workspace, source, budget)));
  } finally {
    await workspace.close();
  }
  say(`Importing ${events.toLocaleString('en-GB')} mixed records …`);
  figures.push(...(await measureMixedImport(events, join(folder, 'mixed-records'), budget)));
  say('Catching up with the sample tenant …');
  figures.push(...(await measureCatchUp(folder, budget)));
  say('Opening the window …');
  figures.push(...(await measureColdStart(join(folder, 'workspace'), budget, say)));
  return [...figures, ...normalising];
}
