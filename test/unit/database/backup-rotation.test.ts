import { describe, expect, it } from 'vitest';
import { backupsToRemove } from '../../../main/database/backup-rotation.ts';
import { backupTimeUs, stamp } from '../../../main/database/workspace-folder.ts';
import { US_PER_DAY } from '../../../shared/time-range.ts';

const START = Date.UTC(2026, 0, 1) * 1_000;

/** The ages in days of what is kept, when a backup was written every day for so many days. */
function agesAfter(days: number): number[] {
  let kept: string[] = [];
  for (let day = 0; day < days; day += 1) {
    const nowUs = START + day * US_PER_DAY;
    kept = [`/backups/events-${stamp(nowUs)}.duckdb`, ...kept];
    const gone = backupsToRemove(kept, { newest: 3, nowUs });
    kept = kept.filter((path) => !gone.includes(path));
  }
  return kept.map((path) => days - 1 - (backupTimeUs(path) - START) / US_PER_DAY);
}

describe('the rotation of backups', () => {
  it('keeps all while there are few', () => {
    expect(agesAfter(3)).toEqual([0, 1, 2]);
  });

  it('keeps the newest three and one that is up to two weeks older', () => {
    expect(agesAfter(5)).toEqual([0, 1, 2, 4]);
    expect(agesAfter(14)).toEqual([0, 1, 2, 13]);
  });

  it('begins anew with a younger one when the older one is two weeks old', () => {
    expect(agesAfter(15)).toEqual([0, 1, 2, 3]);
    expect(agesAfter(20)).toEqual([0, 1, 2, 8]);
  });

  it('never keeps more than four', () => {
    for (let days = 4; days < 100; days += 1) expect(agesAfter(days).length).toBe(4);
  });

  it('keeps an old one that is all there is beside the newest', () => {
    const backups = [40, 41, 42, 90].map((age) => `/b/events-${stamp(START - age * US_PER_DAY)}.duckdb`);
    expect(backupsToRemove(backups, { newest: 3, nowUs: START })).toEqual([]);
  });
});
