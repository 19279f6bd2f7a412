import type { UnusualSecretTypes } from '../../shared/answer.ts';
import type { Tone } from '../design/badge.tsx';
import { formatCount, formatNumber } from '../design/format-number.ts';
import type { IconName } from '../design/icon-shapes.ts';

type UnusualType = UnusualSecretTypes['types'][number];

export interface UnusualTypeRow extends UnusualType {
  readonly words: string;
  readonly tone: Tone;
  readonly icon: IconName;
  /** `×3.5`; a dash where nothing was expected. */
  readonly ratioText: string;
  /** `61.4 (44 to 81)`, or `none`. */
  readonly expectedText: string;
}

const verdicts = {
  more: { rank: 0, words: 'More than usual', tone: 'warning', icon: 'arrow-up' },
  new: { rank: 1, words: 'New', tone: 'warning', icon: 'star' },
  less: { rank: 2, words: 'Less than usual', tone: 'neutral', icon: 'arrow-down' },
  usual: { rank: 3, words: 'As usual', tone: 'neutral', icon: 'minus' },
} as const satisfies Record<
  UnusualType['verdict'],
  { rank: number; words: string; tone: Tone; icon: IconName }
>;

const notCompared = { rank: 3, words: 'Not compared', tone: 'neutral', icon: 'minus' } as const;

/**
 * What stands out first: more than usual by how far, then new ones by count; the rest by count. Without a baseline
 * (`windows` 0) nothing is usual either.
 */
export function viewUnusualTypes(types: readonly UnusualType[], windows: number): UnusualTypeRow[] {
  return types
    .map((type) => ({
      ...type,
      ...(windows === 0 ? notCompared : verdicts[type.verdict]),
      ratioText: ratioText(type.ratio),
      expectedText:
        windows === 0
          ? '–'
          : type.expected === 0
            ? 'none'
            : `${formatNumber(type.expected, 1)} (${formatNumber(type.expectedLow, 1)} to ${formatNumber(type.expectedHigh, 1)})`,
    }))
    .sort(
      (left, right) =>
        left.rank - right.rank ||
        (left.verdict === 'more' ? excess(right) - excess(left) : 0) ||
        right.count - left.count ||
        left.secretType.localeCompare(right.secretType),
    );
}

/** One place for all that are read against each other: `×1.0` under `×2.4`. */
function ratioText(ratio: number | null): string {
  if (ratio === null) return '–';
  return ratio < 10 ? `×${ratio.toFixed(1)}` : `×${formatNumber(ratio)}`;
}

/** How far the count lies above what would be nothing special. */
function excess(type: UnusualType): number {
  return type.count / Math.max(1, type.expectedHigh);
}

/** The answer in one sentence. */
export function summariseUnusual(types: readonly UnusualType[], windows: number): string {
  const more = types.filter(({ verdict }) => verdict === 'more').length;
  const fresh = types.filter(({ verdict }) => verdict === 'new').length;
  if (types.length === 0) return 'No secret was exposed in this range.';
  if (windows === 0) return 'No earlier events to compare with.';
  if (more === 0 && fresh === 0) return 'No secret type is exposed more than usual.';
  if (more === 0) return `${formatCount(fresh, 'secret type')} ${isOrAre(fresh)} new.`;
  const also = fresh > 0 ? `, ${fresh} ${isOrAre(fresh)} new` : '';
  return `${formatCount(more, 'secret type')} ${isOrAre(more)} exposed more than usual${also}.`;
}

function isOrAre(count: number): 'is' | 'are' {
  return count === 1 ? 'is' : 'are';
}
