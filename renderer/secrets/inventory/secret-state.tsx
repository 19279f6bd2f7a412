import type { SecretState } from '../../../shared/secret-inventory.ts';
import { Badge, type Tone } from '../../design/badge.tsx';
import type { IconName } from '../../design/icon-shapes.ts';

interface StateWords {
  readonly word: string;
  /** What it means, for choosing it. */
  readonly note: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

export const stateWords: Readonly<Record<SecretState, StateWords>> = {
  regressed: {
    word: 'Regressed',
    note: 'It was rotated or ignored, and was exposed again later.',
    tone: 'failure',
    icon: 'undo',
  },
  // Most are new: a wall of warnings would hide the one that came back.
  new: { word: 'New', note: 'Nobody has looked at it yet.', tone: 'accent', icon: 'star' },
  investigating: {
    word: 'Investigating',
    note: 'Someone finds out whose it is and what it opens.',
    tone: 'warning',
    icon: 'search',
  },
  rotated: {
    word: 'Rotated',
    note: 'The value opens nothing any more. If it turns up again, it comes back as regressed.',
    tone: 'success',
    icon: 'check',
  },
  ignored: {
    word: 'Ignored',
    note: 'No secret, or one of a test. If it turns up again, it comes back as regressed.',
    tone: 'neutral',
    icon: 'eye-off',
  },
};

/** What stands out first; also the order of the list at first. */
export const stateOrder: readonly SecretState[] = ['regressed', 'new', 'investigating', 'rotated', 'ignored'];

export function StateBadge({ state }: { state: SecretState }) {
  const { word, tone, icon } = stateWords[state];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
