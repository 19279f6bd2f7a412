import type { JsonObject } from '../json-object.ts';

/**
 * Severity and status of an exposure, by Entro's words where an export has them. The audit log itself has neither:
 * an exposed secret is then new and of high severity.
 */
export interface FindingState {
  readonly activity: readonly [id: number, name: string];
  readonly status: readonly [id: number, name: string];
  readonly severity: readonly [id: number, name: string];
  /** The fields that were understood, and so are not to be repeated as unmapped. */
  readonly claimed: readonly string[];
}

const severityByWord: Readonly<Record<string, FindingState['severity']>> = {
  informational: [1, 'Informational'],
  info: [1, 'Informational'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  moderate: [3, 'Medium'],
  high: [4, 'High'],
  critical: [5, 'Critical'],
};

type Progress = Pick<FindingState, 'activity' | 'status'>;

const open: Progress = { activity: [1, 'Create'], status: [1, 'New'] };
const inProgress: Progress = { activity: [2, 'Update'], status: [2, 'In Progress'] };
const suppressed: Progress = { activity: [4, 'Suppressed'], status: [3, 'Suppressed'] };
const resolved: Progress = { activity: [3, 'Close'], status: [4, 'Resolved'] };

const progressByWord: Readonly<Record<string, Progress>> = {
  open,
  new: open,
  active: open,
  in_progress: inProgress,
  investigating: inProgress,
  ignored: suppressed,
  dismissed: suppressed,
  suppressed,
  false_positive: suppressed,
  resolved,
  closed: resolved,
  fixed: resolved,
  revoked: resolved,
  rotated: resolved,
};

export function readFindingState(extras: JsonObject): FindingState {
  const severity = byWord(severityByWord, extras.severity);
  const progress = byWord(progressByWord, extras.status);
  return {
    ...(progress ?? open),
    severity: severity ?? [4, 'High'],
    claimed: [...(severity ? ['severity'] : []), ...(progress ? ['status'] : [])],
  };
}

function byWord<Value>(table: Readonly<Record<string, Value>>, word: unknown): Value | undefined {
  if (typeof word !== 'string') return undefined;
  const key = word
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
