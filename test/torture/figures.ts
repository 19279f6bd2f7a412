import { isEqual } from './compare-holdings.ts';
import type { TortureReport } from './torture.ts';

const shownDifferences = 10;

export function isUnharmed({ comparison, problems }: TortureReport): boolean {
  return isEqual(comparison) && problems.length === 0;
}

/** What a torture came to, for people; differences named one by one. */
export function figuresTable(report: TortureReport): string {
  const { comparison, vendors, tortured } = report;
  const rows: readonly (readonly [string, string])[] = [
    ['seed', report.seed],
    ['kills survived', number(report.kills)],
    ...byName(report.killsByPhase),
    ['ended before their time', number(report.endedByThemselves)],
    ['requests', number(vendors.requests)],
    ['faults delivered', number(sum(vendors.faults))],
    ...byName(vendors.faults),
    ['events written down late', number(vendors.lateEvents)],
    ['runs', number(tortured.runs)],
    ['events', number(tortured.events)],
    ['secrets', number(tortured.sections.secrets.size)],
    ['missing', number(comparison.missing.length)],
    ['doubled', number(comparison.doubled.length)],
    ['of unknown origin', number(comparison.foreign.length)],
    ['runs that do not add up', number(comparison.accounting.length)],
    ['longest start after a kill', `${number(Math.round(report.longestStartAfterKillMs))} ms`],
    ['took', `${number(Math.round(report.seconds))} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value.padStart(12)}`);
  return `${[...lines, ...differences(report)].join('\n')}\n`;
}

function differences({ comparison, problems, seed }: TortureReport): readonly string[] {
  const kinds: Readonly<Record<string, readonly string[]>> = { ...comparison, problems };
  const named = Object.entries(kinds).flatMap(([kind, all]) =>
    all.slice(0, shownDifferences).map((one) => `${kind}: ${one}`),
  );
  return named.length === 0 ? [] : ['', ...named, `The same again: npm run torture -- --seed ${seed}`];
}

function byName(counts: Readonly<Record<string, number>>): (readonly [string, string])[] {
  return Object.entries(counts)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => [`  ${name}`, number(count)]);
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}
