import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareHoldings } from '../../torture/compare-holdings.ts';
import { figuresTable, isUnharmed } from '../../torture/figures.ts';
import { type Holdings, readHoldings } from '../../torture/holdings.ts';
import { runTorture, type TortureReport } from '../../torture/torture.ts';

/** Another with KEYGLASS_TORTURE_SEED; a hundred kills with `npm run torture`. */
const seed = process.env.KEYGLASS_TORTURE_SEED ?? '20261120';
const kills = 6;

let report: TortureReport;
let damaged: Holdings;

beforeAll(async () => {
  report = await runTorture({
    kills,
    seed,
    mostMinutes: 8,
    lookBackDays: 1,
    say: () => undefined,
    async whenCompared({ tortured }, nowMs) {
      await damage(join(tortured, 'events.duckdb'));
      damaged = await readHoldings(tortured, nowMs);
    },
  });
}, 600_000);

describe(`${kills} kills in a row, seed ${seed}`, () => {
  it('leave every event there exactly once, and every run’s counts right', () => {
    const table = figuresTable(report);
    expect(isUnharmed(report), table).toBe(true);
    expect(report.kills, table).toBe(kills);
    expect(report.tortured.events).toBeGreaterThan(1_000);
    expect(report.tortured.sections.secrets.size).toBeGreaterThan(100);
  });

  it('meet vendors that break off, repeat and put off', () => {
    const delivered = Object.values(report.vendors.faults).reduce((sum, count) => sum + count, 0);
    expect(delivered).toBeGreaterThan(20);
    expect(report.vendors.lateEvents).toBeGreaterThan(0);
  });
});

describe('the comparison', () => {
  it('names an event that is gone, one that is there twice, and a run that does not add up', () => {
    const found = compareHoldings(damaged, report.undisturbed);
    expect(found.missing).toEqual([expect.stringMatching(/^events: hanzo-kms audit-log [\w-]+ /)]);
    expect(found.doubled).toEqual([
      expect.stringMatching(/^event ids: entrust-idaas authentication [\w-]+ /),
      expect.stringMatching(/^events: entrust-idaas authentication [\w-]+ /),
    ]);
    expect(found.foreign).toEqual([]);
    expect(found.accounting).toHaveLength(1);
    const verdict = { ...report, comparison: found };
    expect(isUnharmed(verdict)).toBe(false);
    expect(figuresTable(verdict)).toContain(found.missing[0]);
  });

  it('tells a thing that is in another state, and a secret that was never lifted', () => {
    const state = report.undisturbed.sections['latest states'];
    const [changed = ''] = state.keys();
    const others = new Map([...state].filter(([key]) => key !== changed));
    const sections = {
      ...report.undisturbed.sections,
      'latest states': new Map([...others, [`${changed} other`, 1]]),
      secrets: new Map(),
    };
    const found = compareHoldings({ ...report.undisturbed, sections }, report.undisturbed);
    expect(found.missing).toContain(`latest states: ${changed}`);
    expect(found.foreign).toEqual([`latest states: ${changed} other`]);
    expect(found.missing.filter((one) => one.startsWith('secrets:')).length).toBe(
      report.undisturbed.sections.secrets.size,
    );
  });
});

/** What the comparison is to find: one event less, one twice, and a run that says otherwise. */
async function damage(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const one = (stream: string) => `(SELECT min(event_id) FROM events WHERE stream = '${stream}')`;
  await connection.run(`DELETE FROM events WHERE event_id = ${one('audit-log')}`);
  await connection.run(`INSERT INTO events SELECT * FROM events WHERE event_id = ${one('authentication')}`);
  await connection.run(
    'UPDATE runs SET received = received + 1, stored = stored + 1 WHERE run_id = (SELECT min(run_id) FROM runs)',
  );
  connection.disconnectSync();
  instance.closeSync();
}
