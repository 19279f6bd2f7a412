import { parseArgs } from 'node:util';
import { figuresTable, isUnharmed } from './figures.ts';
import { runTorture } from './torture.ts';

const usage = 'Use: npm run torture -- [--kills 100] [--seed TEXT] [--minutes 30]\n';

/** `npm run torture`: 0 where every event is there exactly once, 1 where not, 2 for wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  if (options === null) return 2;
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  say(`Seed ${options.seed}`);
  const report = await runTorture({ ...options, lookBackDays: 2, say });
  process.stdout.write(figuresTable(report));
  return isUnharmed(report) && report.kills === options.kills ? 0 : 1;
}

function readOptions(argv: readonly string[]): { kills: number; seed: string; mostMinutes: number } | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { kills: { type: 'string' }, seed: { type: 'string' }, minutes: { type: 'string' } },
    });
    const kills = Number(values.kills ?? 100);
    const mostMinutes = Number(values.minutes ?? 30);
    const seed = values.seed ?? String(Math.floor(Math.random() * 1_000_000));
    if (Number.isInteger(kills) && kills > 0 && mostMinutes > 0) return { kills, seed, mostMinutes };
    process.stderr.write(`--kills takes a whole number and --minutes a number, both above 0.\n${usage}`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
  return null;
}
