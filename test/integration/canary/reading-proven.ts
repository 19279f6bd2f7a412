import { expect } from 'vitest';
import { exportFormats } from '../../../shared/export-job.ts';
import { witness } from './canaries.ts';
import type { LeakSearch } from './leak-search.ts';

/** A search that reads nothing finds nothing: what must have been there, by name, and what must have been found in it. */
export function expectRead(files: ReadonlyMap<string, number>, search: LeakSearch): void {
  const written: readonly [name: RegExp, atLeast: number][] = [
    [/^workspace\/events\.duckdb$/, 1_000_000],
    [/^workspace\/backups\/events-\w+\.duckdb$/, 1_000_000],
    [/^workspace\/logs\/keyglass\.log$/, 100],
    [/^while-open\/events\.duckdb$/, 1_000_000],
    [/^while-open\/events\.duckdb\.wal$/, 100],
    [/^while-open\/logs\/keyglass\.log$/, 100],
    [/^out\/rejected-[\w-]+\.jsonl$/, 1_000],
    [/^out\/asked-word\.csv$/, 1],
    [/^out\/asked-awkward\.csv$/, 1],
    [/^out\/cli\.jsonl$/, 100_000],
    [/^out\/cli-rejected\.jsonl$/, 100],
    [/^out\/said\.txt$/, 1_000_000],
    ...exportFormats.map((format): [RegExp, number] => [new RegExp(`^out/export-${format}\\.`), 100_000]),
  ];
  for (const [name, atLeast] of written) {
    const sizes = [...files].filter(([path]) => name.test(path)).map(([, bytes]) => bytes);
    expect(Math.max(0, ...sizes), String(name)).toBeGreaterThanOrEqual(atLeast);
  }
  const seen = search.leaks
    .filter(({ canary }) => canary === witness)
    .map(({ found }) => found.split(': …')[0]);
  const places = [...new Set(seen)].map((place) => place?.replace(/events-\w+\.duckdb/, 'events.duckdb'));
  expect(places).toEqual(
    expect.arrayContaining([
      'events.duckdb, events.raw',
      'backups/events.duckdb, events.raw',
      'export-csv.csv',
      'export-jsonl.jsonl',
      'cli.jsonl',
      'said.txt',
    ]),
  );
}

/** Each kind of leak once, with an example. */
export function describeLeaks(search: LeakSearch): readonly string[] {
  const kinds = new Map<string, string>();
  for (const { canary, form, planted, found } of search.leaks) {
    if (canary === witness) continue;
    const kind = `${form} | ${planted.replace(/^[^,]*/, '')} | ${found.split(':')[0]}`;
    if (!kinds.has(kind)) kinds.set(kind, `${canary} (${form}) planted at ${planted}; found in ${found}`);
  }
  return [...kinds.values()].slice(0, 40);
}
