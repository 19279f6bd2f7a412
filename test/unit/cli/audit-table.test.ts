import { describe, expect, it } from 'vitest';
import { auditCells } from '../../../main/cli/audit-table.ts';

const print = '3fa9c1d2e4b5a6973fa9c1d2e4b5a697';
const names = new Map<string, string | null>([
  [print, 'AWS_ACCESS_KEY_ID'],
  ['0'.repeat(32), null],
  ['source-1', 'Entro of the platform team'],
]);
const cells = (action: string, detail: Record<string, unknown>) =>
  auditCells({ atUs: Date.UTC(2026, 10, 20, 9, 30) * 1_000, action, detail }, names);

describe('a row of the audit log', () => {
  it('says when, what, about which secret, and why', () => {
    expect(
      cells('secret.revealed', { fingerprint: print, secretType: 'AWS_ACCESS_KEY_ID', reason: 'INC-204' }),
    ).toEqual(['2026-11-20 09:30:00Z', 'Value revealed', 'AWS_ACCESS_KEY_ID fp:3fa9c1d2', 'INC-204']);
  });

  it('names the first of many secrets, and takes a note for the reason', () => {
    const fingerprints = [print, '0'.repeat(32), '1'.repeat(32), '2'.repeat(32)];
    expect(
      cells('secret.state-changed', { state: 'rotated', note: 'New key', fingerprints }).slice(1),
    ).toEqual([
      'Secret marked',
      'AWS_ACCESS_KEY_ID fp:3fa9c1d2, secret of unknown type fp:00000000, 2 more, state rotated',
      'New key',
    ]);
  });

  it('says of a secret or a source that it is gone', () => {
    const about = (detail: Record<string, unknown>) => cells('x', detail)[2];
    expect(about({ fingerprint: 'f'.repeat(32) })).toBe('fp:ffffffff (not in the inventory any more)');
    expect(about({ sourceId: 'source-9', source: 'Old one', keepDays: 30 })).toBe(
      'Old one (removed), keep days 30',
    );
    expect(about({ removed: 1_204, bySource: { 'source-1': 1_200, 'source-1234567': 4 } })).toBe(
      'Entro of the platform team, source source-1 (removed), removed 1,204',
    );
  });

  it('leaves questions and lists to the JSON', () => {
    expect(
      cells('export.started', {
        jobId: 'job-1',
        format: 'csv',
        path: '/home/analyst/findings.csv',
        columns: ['time'],
        question: { text: 'x' },
      }).slice(1),
    ).toEqual(['Export started', 'format csv, path /home/analyst/findings.csv', '']);
  });
});
