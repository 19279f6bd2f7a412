import { describe, expect, it } from 'vitest';
import { readTime } from '../../../shared/query/read-time.ts';
import { testNowUs } from '../../helpers/temporary-workspace.ts';

const read = (text: string) => {
  const time = readTime(text, testNowUs);
  return time.ok ? [time.value.fromUs, time.value.toUs - time.value.fromUs] : null;
};
const at = (iso: string) => Date.parse(iso) * 1_000;
const SECOND = 1_000_000;

describe('a written time', () => {
  it.each([
    ['now', testNowUs, 1],
    ['NOW-7d', at('2026-11-13T10:00:00Z'), 1],
    ['now-90m', at('2026-11-20T08:30:00Z'), 1],
    ['now+2h', at('2026-11-20T12:00:00Z'), 1],
    ['now-1w', at('2026-11-13T10:00:00Z'), 1],
    ['2026-11', at('2026-11-01T00:00:00Z'), 30 * 86_400 * SECOND],
    ['2026-11-20', at('2026-11-20T00:00:00Z'), 86_400 * SECOND],
    ['2026-11-20T10', at('2026-11-20T10:00:00Z'), 3_600 * SECOND],
    ['2026-11-20 10:05', at('2026-11-20T10:05:00Z'), 60 * SECOND],
    ['2026-11-20T10:05:07Z', at('2026-11-20T10:05:07Z'), SECOND],
    ['2026-11-20T10:05:07.25Z', at('2026-11-20T10:05:07.250Z'), 10_000],
    ['2026-11-20T10:05:07.123456Z', at('2026-11-20T10:05:07.123Z') + 456, 1],
    ['2026-11-20T10:05:07.123456789Z', at('2026-11-20T10:05:07.123Z') + 456, 1],
    ['2026-11-20T10:05+05:30', at('2026-11-20T04:35:00Z'), 60 * SECOND],
    ['2026-11-20T10:05-08', at('2026-11-20T18:05:00Z'), 60 * SECOND],
    ['1763632800000', 1_763_632_800_000_000, 1_000],
  ])('%s covers the span that it names', (text, fromUs, width) => {
    expect(read(text)).toEqual([fromUs, width]);
  });

  it.each([
    '',
    'tomorrow',
    'now-',
    'now-5y',
    '2026',
    '2026-13-01',
    '2026-02-30',
    '2026-11-20T25',
    '20.11.2026',
    '99999999999999999',
    'now-999999999w',
  ])('“%s” is none', (text) => {
    expect(read(text)).toBeNull();
  });
});
