import type { Histogram } from '../../../shared/answer.ts';
import { severities } from '../../../shared/query/severities.ts';
import { visibleText } from '../../design/visible-text.ts';
import type { HistogramSplit } from '../state/explore-state.ts';
import { restLabel, statusColours } from './part-words.ts';

/** One part of the split: what it is called and which colour it takes. */
export interface HistogramPart {
  readonly key: string;
  readonly label: string;
  /** What a filter on the part asks for; null for "the rest", which is no one value. */
  readonly filterValue: string | null;
  /** A token of `design/tokens.css`, without `--`. */
  readonly colour: string;
}

export interface HistogramBar {
  readonly startUs: number;
  readonly endUs: number;
  readonly count: number;
  /** Shares of the width, 0 to 1. */
  readonly x: number;
  readonly width: number;
  /** From the ground up, shares of the height, 0 to 1; zero counts left out. */
  readonly segments: readonly { part: HistogramPart; count: number; y: number; height: number }[];
}

export interface HistogramView {
  readonly fromUs: number;
  readonly toUs: number;
  readonly intervalUs: number;
  readonly total: number;
  readonly parts: readonly HistogramPart[];
  readonly bars: readonly HistogramBar[];
  /** Top of the scale: a round number at or above the highest bar. */
  readonly top: number;
}

const CATEGORY_COLOURS = 7;

/** What the histogram draws, in shares of its width and height: independent of pixels. */
export function buildHistogramView(histogram: Histogram, split: HistogramSplit): HistogramView {
  const { fromUs, toUs } = histogram;
  const order = partOrder(histogram, split);
  const highest = histogram.buckets.reduce((most, bucket) => Math.max(most, bucket.count), 0);
  const top = roundUp(highest);
  const span = Math.max(1, toUs - fromUs);
  const bars = histogram.buckets.map((bucket) => {
    const endUs = Math.min(bucket.startUs + histogram.intervalUs, toUs);
    let ground = 0;
    const segments = order.flatMap(({ index, part }) => {
      const count = bucket.parts[index] ?? 0;
      if (count === 0) return [];
      const segment = { part, count, y: ground / top, height: count / top };
      ground += count;
      return [segment];
    });
    return {
      startUs: bucket.startUs,
      endUs,
      count: bucket.count,
      x: (bucket.startUs - fromUs) / span,
      width: (endUs - bucket.startUs) / span,
      segments,
    };
  });
  const parts = order.map(({ part }) => part);
  return { fromUs, toUs, intervalUs: histogram.intervalUs, total: histogram.total, parts, bars, top };
}

/** The worst severity stands at the foot of each bar, where bars can be compared; others go by frequency. */
function partOrder(histogram: Histogram, split: HistogramSplit): { index: number; part: HistogramPart }[] {
  const parts = histogram.parts.map((value, index) => ({ index, value, part: partOf(value, index, split) }));
  if (split !== 'severity_id') return parts;
  return parts.sort((one, other) => severityId(other.value) - severityId(one.value));
}

function severityId(value: string | null): number {
  const known = severities.find((severity) => String(severity.id) === value || severity.name === value);
  return known && known.id !== 99 ? known.id : -1;
}

function partOf(value: string | null, index: number, split: HistogramSplit): HistogramPart {
  if (value === null) {
    return {
      key: '',
      filterValue: null,
      label: restLabel(split),
      colour: 'category-rest',
    };
  }
  if (split !== 'severity_id') {
    return {
      key: value,
      label: visibleText(value),
      filterValue: value,
      colour: statusColours.get(value) ?? `category-${(index % CATEGORY_COLOURS) + 1}`,
    };
  }
  const severity = severities.find((known) => String(known.id) === value || known.name === value);
  // 99 is "other" and has no colour of its own.
  const id = severity && severity.id !== 99 ? severity.id : 0;
  const label = severity?.name ?? visibleText(value);
  return { key: value, label, filterValue: label.toLowerCase(), colour: `severity-${id}` };
}

/** A round number of whole events at or above the value, without much empty space over it; 1 for none. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 3, 4, 5, 6, 8, 10].find(
    (candidate) => candidate * power >= value && Number.isInteger(candidate * power),
  );
  return (factor ?? 10) * power;
}

/** The bar at a share of the width, 0 to 1. */
export function barAt(view: HistogramView, share: number): number | null {
  const index = view.bars.findIndex((bar) => share >= bar.x && share < bar.x + bar.width);
  return index === -1 ? null : index;
}
