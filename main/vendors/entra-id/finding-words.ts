import type { JsonObject } from '../json-object.ts';
import type { SeverityId } from '../ocsf/ocsf-event.ts';
import { readText, wordKey } from '../read-value.ts';

/** Words of alerts and incidents, in lower case without separators, as the API spells them in several ways. */
export const findingSeverities: Readonly<Record<string, SeverityId>> = {
  informational: 1,
  low: 2,
  medium: 3,
  high: 4,
};

export const alertStatuses: Readonly<Record<string, number>> = {
  new: 1,
  active: 1,
  inprogress: 2,
  resolved: 4,
  unknown: 0,
};

/** Redirected has no word in OCSF: the incident went on as another one. */
export const incidentStatuses: Readonly<Record<string, number>> = {
  active: 1,
  new: 1,
  inprogress: 2,
  awaitingaction: 3,
  resolved: 4,
  redirected: 99,
};

export const verdicts: Readonly<Record<string, readonly [number, string]>> = {
  unknown: [0, 'Unknown'],
  falsepositive: [1, 'False Positive'],
  truepositive: [2, 'True Positive'],
  informationalexpectedactivity: [5, 'Benign'],
};

export const priorities: Readonly<Record<string, readonly [number, string]>> = {
  low: [1, 'Low'],
  medium: [2, 'Medium'],
  high: [3, 'High'],
};

export const securityProduct = { name: 'Graph Security', vendor_name: 'Microsoft' } as const;

/** Created, changed or closed, as far as one state tells. */
export function findingActivity(isClosed: boolean, createdUs: number | null, changedUs: number): 1 | 2 | 3 {
  if (isClosed) return 3;
  return createdUs !== null && changedUs > createdUs ? 2 : 1;
}

/** What the analyst made of it; null as long as that is nothing. */
export function determinationOf({ determination }: JsonObject): string | null {
  return wordKey(determination) === 'unknown' ? null : readText(determination);
}
