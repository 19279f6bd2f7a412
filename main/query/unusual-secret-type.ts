import type { UnusualSecretTypes } from '../../shared/answer.ts';
import type { TimeUs } from '../../shared/time-range.ts';

type UnusualSecretType = UnusualSecretTypes['types'][number];

/** What was counted of one type. */
export interface TypeCounts {
  readonly secretType: string;
  /** In the chosen range. */
  readonly count: number;
  readonly distinctSecrets: number;
  /** One number for each window of the baseline, zeros included. */
  readonly baseline: readonly number[];
  readonly firstSeenUs: TimeUs;
}

/**
 * The middle 99 % of the law; outside are one in two hundred below and as many above. With the usual 95 % a tenant with
 * a dozen types would see one called unusual by chance every other time.
 */
const TAIL = 0.005;

/**
 * Compares a type's count with its own past.
 *
 * Were findings independent of each other, counts would follow a Poisson law around the baseline's mean. They come in
 * bursts (one file with forty keys, one scan of an old repository), so the windows vary more than that. The ratio of
 * their variance to their mean says how much more (1 for Poisson), and the band's distances from the mean are
 * stretched by its square root. A mean of a few windows is itself uncertain, which widens the band by √(1 + 1/windows).
 */
export function judgeSecretType(
  counts: TypeCounts,
  rangeFromUs: TimeUs,
): UnusualSecretType & { surprise: number } {
  const { secretType, count, distinctSecrets, baseline, firstSeenUs } = counts;
  const windows = baseline.length;
  const expected = windows === 0 ? 0 : baseline.reduce((sum, one) => sum + one, 0) / windows;
  const { low, high, spread, centre } = usualBand(baseline, expected);
  return {
    secretType,
    count,
    expected,
    expectedLow: low,
    expectedHigh: high,
    ratio: expected === 0 ? null : count / expected,
    verdict: verdictOf(count, { low, high }, windows, firstSeenUs >= rangeFromUs),
    firstSeenUs,
    distinctSecrets,
    surprise: windows === 0 ? 0 : Math.abs(count - centre) / spread,
  };
}

/** New ones first, then what is furthest outside its band, in units of its own spread. */
export function bySurprise(
  a: UnusualSecretType & { surprise: number },
  b: UnusualSecretType & { surprise: number },
): number {
  const rank = { new: 0, more: 1, less: 1, usual: 2 };
  return (
    rank[a.verdict] - rank[b.verdict] ||
    (a.verdict === 'new' ? b.count - a.count : b.surprise - a.surprise) ||
    b.count - a.count ||
    (a.secretType < b.secretType ? -1 : 1)
  );
}

/** Without a baseline nothing can be called unusual, not even what was never seen: everything would be. */
function verdictOf(
  count: number,
  band: { low: number; high: number },
  windows: number,
  isNew: boolean,
): UnusualSecretType['verdict'] {
  if (windows === 0) return 'usual';
  if (isNew) return 'new';
  if (count > band.high) return 'more';
  return count < band.low ? 'less' : 'usual';
}

function usualBand(
  baseline: readonly number[],
  expected: number,
): { low: number; high: number; spread: number; centre: number } {
  const windows = baseline.length;
  if (windows === 0) return { low: 0, high: 0, spread: 1, centre: 0 };
  // Nothing in a few windows doesn't prove that nothing ever comes: half an event in all of them together is assumed.
  const centre = Math.max(expected, 0.5 / windows);
  const stretch = Math.sqrt(dispersion(baseline, expected) * (1 + 1 / windows));
  return {
    low: Math.max(0, Math.ceil(centre - (centre - poissonQuantile(centre, TAIL)) * stretch)),
    high: Math.floor(centre + (poissonQuantile(centre, 1 - TAIL) - centre) * stretch),
    spread: Math.sqrt(centre) * stretch,
    centre,
  };
}

/** Variance over mean, never taken for less than the Poisson law's 1. */
function dispersion(baseline: readonly number[], mean: number): number {
  if (baseline.length < 2 || mean === 0) return 1;
  const squares = baseline.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.max(1, squares / (baseline.length - 1) / mean);
}

/** From this mean on the normal law is the same to within half an event, and exp(-mean) is still far from zero. */
const LARGE_MEAN = 400;
const NORMAL_QUANTILE_995 = 2.575829;

/** The least count whose cumulated probability reaches `probability`. */
function poissonQuantile(mean: number, probability: number): number {
  if (mean > LARGE_MEAN) {
    const sign = probability < 0.5 ? -1 : 1;
    return Math.max(0, Math.round(mean + sign * NORMAL_QUANTILE_995 * Math.sqrt(mean)));
  }
  let term = Math.exp(-mean);
  let cumulated = term;
  let count = 0;
  while (cumulated < probability && count < 10 * LARGE_MEAN) {
    count++;
    term *= mean / count;
    cumulated += term;
  }
  return count;
}
