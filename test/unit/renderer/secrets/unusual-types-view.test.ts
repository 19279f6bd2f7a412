import { describe, expect, it } from 'vitest';
import { summariseUnusual, viewUnusualTypes } from '../../../../renderer/secrets/unusual-types-view.ts';
import type { UnusualSecretTypes } from '../../../../shared/answer.ts';

type Type = UnusualSecretTypes['types'][number];

const aType = (secretType: string, over: Partial<Type> = {}): Type => ({
  secretType,
  count: 10,
  expected: 10,
  expectedLow: 5,
  expectedHigh: 16,
  ratio: 1,
  verdict: 'usual',
  firstSeenUs: 0,
  distinctSecrets: 3,
  ...over,
});

describe('secret types against the baseline', () => {
  it('shows first what stands out most: far above its range, then new, then less', () => {
    const rows = viewUnusualTypes(
      [
        aType('USUAL_MANY', { count: 9_000 }),
        aType('LESS', { verdict: 'less', count: 1 }),
        aType('MORE_BIG_RANGE', { verdict: 'more', count: 100, expectedHigh: 90 }),
        aType('NEW', { verdict: 'new', expected: 0, ratio: null }),
        aType('MORE_FAR', { verdict: 'more', count: 64, expectedHigh: 16 }),
      ],
      7,
    );
    expect(rows.map(({ secretType }) => secretType)).toEqual([
      'MORE_FAR',
      'MORE_BIG_RANGE',
      'NEW',
      'LESS',
      'USUAL_MANY',
    ]);
  });

  it('writes expectation and ratio so that they can be read without the chart', () => {
    const [row] = viewUnusualTypes(
      [
        aType('AWS', {
          count: 214,
          expected: 61.4,
          expectedLow: 44,
          expectedHigh: 81,
          ratio: 3.485,
          verdict: 'more',
        }),
      ],
      7,
    );
    expect(row).toMatchObject({
      expectedText: '61.4 (44 to 81)',
      ratioText: '×3.5',
      words: 'More than usual',
    });
  });

  it('has neither ratio nor range for a type that was never there before', () => {
    const [row] = viewUnusualTypes(
      [aType('SLACK', { expected: 0, expectedLow: 0, expectedHigh: 0, ratio: null, verdict: 'new' })],
      7,
    );
    expect(row).toMatchObject({ expectedText: 'none', ratioText: '–', words: 'New' });
  });

  it('writes ratios with one place, so that they stand under each other', () => {
    const rows = viewUnusualTypes(
      [aType('A', { count: 3, ratio: 1 }), aType('B', { count: 2, ratio: 12.34 })],
      7,
    );
    expect(rows.map(({ ratioText }) => ratioText)).toEqual(['×1.0', '×12']);
  });

  it('calls nothing usual where there was nothing to compare with', () => {
    const [row] = viewUnusualTypes([aType('A', { expected: 0, ratio: null })], 0);
    expect(row).toMatchObject({ words: 'Not compared', expectedText: '–', ratioText: '–' });
  });
});

describe('the answer in one sentence', () => {
  it.each([
    [[], 'No secret was exposed in this range.'],
    [[aType('A')], 'No secret type is exposed more than usual.'],
    [[aType('A', { verdict: 'more' })], '1 secret type is exposed more than usual.'],
    [
      [aType('A', { verdict: 'more' }), aType('B', { verdict: 'more' }), aType('C', { verdict: 'new' })],
      '2 secret types are exposed more than usual, 1 is new.',
    ],
    [[aType('C', { verdict: 'new' })], '1 secret type is new.'],
  ])('%#', (types, sentence) => {
    expect(summariseUnusual(types, 7)).toBe(sentence);
  });

  it('makes no claim without a baseline', () => {
    expect(summariseUnusual([aType('A')], 0)).toBe('No earlier events to compare with.');
  });
});
