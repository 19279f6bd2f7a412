import { describe, expect, it } from 'vitest';
import { bySurprise, judgeSecretType, type TypeCounts } from '../../../main/query/unusual-secret-type.ts';

const RANGE_FROM = 1_000;

function judge(counts: Partial<TypeCounts>) {
  return judgeSecretType(
    { secretType: 'T', count: 0, distinctSecrets: 0, baseline: [], firstSeenUs: 0, ...counts },
    RANGE_FROM,
  );
}

describe('a secret type compared with its past', () => {
  it('is usual within the middle 99 % of a Poisson law where the past is as even as one', () => {
    const even = [9, 11, 10, 10, 9, 11, 10, 10];
    expect(judge({ count: 10, baseline: even })).toMatchObject({ expected: 10, ratio: 1, verdict: 'usual' });
    expect(judge({ count: 19, baseline: even }).verdict).toBe('usual');
    expect(judge({ count: 20, baseline: even }).verdict).toBe('more');
    expect(judge({ count: 3, baseline: even }).verdict).toBe('usual');
    expect(judge({ count: 2, baseline: even }).verdict).toBe('less');
  });

  it('has a wider band where the past came in bursts', () => {
    const bursts = [0, 40, 0, 0, 38, 0, 0, 2];
    expect(judge({ count: 30, baseline: bursts })).toMatchObject({
      expected: 10,
      verdict: 'usual',
      expectedLow: 0,
    });
  });

  it('has a wider band where the past is short', () => {
    const short = judge({ count: 0, baseline: [10] });
    const long = judge({ count: 0, baseline: Array(20).fill(10) });
    expect(short.expectedHigh).toBeGreaterThan(long.expectedHigh);
  });

  it('is new where it was never seen before, however few', () => {
    expect(judge({ count: 1, baseline: [0, 0], firstSeenUs: RANGE_FROM })).toMatchObject({
      verdict: 'new',
      ratio: null,
    });
  });

  it('is not alarming for one event after a pause', () => {
    expect(judge({ count: 1, baseline: [0, 0, 0, 0, 0, 0] }).verdict).toBe('usual');
    expect(judge({ count: 5, baseline: [0, 0, 0, 0, 0, 0] }).verdict).toBe('more');
  });

  it('is never unusual without a past to compare with', () => {
    expect(judge({ count: 500, baseline: [], firstSeenUs: RANGE_FROM })).toMatchObject({
      verdict: 'usual',
      expected: 0,
      ratio: null,
    });
  });

  it('has a band also where counts are in the hundred thousands', () => {
    const many = judge({ count: 120_000, baseline: [100_000, 100_100, 99_900] });
    expect(many.verdict).toBe('more');
    expect(many.expectedHigh).toBeGreaterThan(100_500);
    expect(many.expectedHigh).toBeLessThan(101_000);
  });

  it('stands the higher in the list the more unusual it is, new ones first', () => {
    const list = [
      judge({ secretType: 'usual', count: 10, baseline: [10, 10] }),
      judge({ secretType: 'twice', count: 20, baseline: [10, 10] }),
      judge({ secretType: 'gone', count: 0, baseline: [90, 90] }),
      judge({ secretType: 'new', count: 1, baseline: [0, 0], firstSeenUs: RANGE_FROM }),
    ];
    expect(list.sort(bySurprise).map(({ secretType }) => secretType)).toEqual([
      'new',
      'gone',
      'twice',
      'usual',
    ]);
  });
});
