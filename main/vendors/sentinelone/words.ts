import type { SeverityId } from '../ocsf/ocsf-event.ts';
import { byWord } from '../read-value.ts';

/** SentinelOne's words as OCSF's and Elastic's numbers, whatever their case and separators. */

const severities: Readonly<Record<string, readonly [SeverityId, ecs: number]>> = {
  info: [1, 21],
  informational: [1, 21],
  low: [2, 21],
  medium: [3, 47],
  high: [4, 73],
  critical: [5, 99],
};

/** 0 where there is none. */
export function severityOf(word: unknown): SeverityId {
  return byWord(severities, word)?.[0] ?? 0;
}

/** `event.severity` on Elastic's scale. */
export function ecsSeverityOf(word: unknown): number | null {
  return byWord(severities, word)?.[1] ?? null;
}

/** Status of a finding: 0 where the word is new to us. */
export function incidentStatusOf(word: unknown): number {
  return byWord({ unresolved: 1, new: 1, open: 1, inprogress: 2, resolved: 4, closed: 4 }, word) ?? 0;
}

/** Verdict of an analyst; null where there is none yet. */
export function verdictOf(word: unknown): Readonly<{ verdict_id: number; verdict: string }> | null {
  return byWord(verdicts, word) ?? null;
}

const falsePositive = { verdict_id: 1, verdict: 'False Positive' };
const truePositive = { verdict_id: 2, verdict: 'True Positive' };
const suspicious = { verdict_id: 4, verdict: 'Suspicious' };
const benign = { verdict_id: 5, verdict: 'Benign' };

const verdicts = {
  falsepositive: falsePositive,
  falsepositivebenign: falsePositive,
  truepositive: truePositive,
  suspicious,
  benign,
} as const;

const machineTypes: Readonly<Record<string, readonly [number, string]>> = {
  server: [1, 'Server'],
  desktop: [2, 'Desktop'],
  laptop: [3, 'Laptop'],
  mobile: [5, 'Mobile'],
};

export function machineTypeOf(word: unknown): { readonly type_id: number; readonly type: string } | null {
  const found = byWord(machineTypes, word);
  return found === undefined ? null : { type_id: found[0], type: found[1] };
}

const integrities: Readonly<Record<string, readonly [number, string]>> = {
  untrusted: [1, 'Untrusted'],
  low: [2, 'Low'],
  medium: [3, 'Medium'],
  high: [4, 'High'],
  system: [5, 'System'],
  protected: [6, 'Protected'],
};

/** Windows' integrity level of a process. */
export function integrityOf(word: unknown): { integrity_id: number; integrity: string } | null {
  const found = byWord(integrities, word);
  return found === undefined ? null : { integrity_id: found[0], integrity: found[1] };
}
