import type { JsonObject } from '../json-object.ts';
import type { SeverityId } from '../ocsf/ocsf-event.ts';
import { byWord } from '../read-value.ts';

/**
 * Severity and status of an exposure, by Entro's words where an export has them. The audit log itself has neither:
 * an exposed secret is then new and of high severity.
 */
export interface FindingState {
  readonly activityId: number;
  readonly statusId: number;
  readonly severityId: SeverityId;
  /** The fields that were understood, and so are not to be repeated as unmapped. */
  readonly claimed: readonly string[];
}

const severityByWord: Readonly<Record<string, SeverityId>> = {
  informational: 1,
  info: 1,
  low: 2,
  medium: 3,
  moderate: 3,
  high: 4,
  critical: 5,
};

type Progress = Pick<FindingState, 'activityId' | 'statusId'>;

const open: Progress = { activityId: 1, statusId: 1 };
const inProgress: Progress = { activityId: 2, statusId: 2 };
const suppressed: Progress = { activityId: 4, statusId: 3 };
const resolved: Progress = { activityId: 3, statusId: 4 };

const progressByWord: Readonly<Record<string, Progress>> = {
  open,
  new: open,
  active: open,
  inprogress: inProgress,
  investigating: inProgress,
  ignored: suppressed,
  dismissed: suppressed,
  suppressed,
  falsepositive: suppressed,
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
    severityId: severity ?? 4,
    claimed: [...(severity ? ['severity'] : []), ...(progress ? ['status'] : [])],
  };
}
