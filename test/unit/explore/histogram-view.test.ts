import { describe, expect, it } from 'vitest';
import { barAt, buildHistogramView, roundUp } from '../../../renderer/explore/time/histogram-view.ts';
import type { Histogram } from '../../../shared/answer.ts';

const histogram: Histogram = {
  intervalUs: 100,
  fromUs: 1_000,
  toUs: 1_250,
  total: 14,
  parts: ['2', '5', null],
  buckets: [
    { startUs: 1_000, count: 8, parts: [5, 2, 1] },
    { startUs: 1_100, count: 0, parts: [0, 0, 0] },
    { startUs: 1_200, count: 6, parts: [0, 6, 0] },
  ],
  tookMs: 1,
};

describe('the histogram', () => {
  it('stacks the worst severity at the foot of each bar, and leaves out what is zero', () => {
    const view = buildHistogramView(histogram, 'severity_id');
    expect(view.parts.map(({ label }) => label)).toEqual(['Critical', 'Low', 'Other']);
    expect(
      view.bars[0]?.segments.map(({ part, count, y, height }) => [part.label, count, y, height]),
    ).toEqual([
      ['Critical', 2, 0, 0.25],
      ['Low', 5, 0.25, 0.625],
      ['Other', 1, 0.875, 0.125],
    ]);
    expect(view.bars[1]?.segments).toEqual([]);
    expect(view.bars[2]?.segments.map(({ part }) => part.label)).toEqual(['Critical']);
  });

  it('stacks secret types as they come, most frequent first, and gives the rest no filter', () => {
    const byType = { ...histogram, parts: ['AWS_ACCESS_KEY_ID', 'JWT', null] };
    const { parts } = buildHistogramView(byType, 'secret_type');
    expect(parts.map(({ filterValue, colour }) => [filterValue, colour])).toEqual([
      ['AWS_ACCESS_KEY_ID', 'category-1'],
      ['JWT', 'category-2'],
      [null, 'category-rest'],
    ]);
  });

  it('filters a severity by its word', () => {
    const [critical] = buildHistogramView(histogram, 'severity_id').parts;
    expect(critical?.filterValue).toBe('critical');
  });

  it('ends the last bar with the range', () => {
    const view = buildHistogramView(histogram, 'severity_id');
    expect(view.bars[2]).toMatchObject({ startUs: 1_200, endUs: 1_250, x: 0.8 });
    expect(view.bars[2]?.width).toBeCloseTo(0.2);
  });

  it('finds the bar under a place, and none outside', () => {
    const view = buildHistogramView(histogram, 'severity_id');
    expect([0, 0.39, 0.4, 0.99].map((share) => barAt(view, share))).toEqual([0, 0, 1, 2]);
    expect(barAt(view, 1.2)).toBeNull();
  });

  it('has a round number of whole events at its top', () => {
    expect([0, 1, 3, 8, 23, 26, 101, 999, 1_200].map(roundUp)).toEqual([
      1, 1, 3, 8, 30, 30, 200, 1_000, 2_000,
    ]);
  });
});
