import type { SecretPlace, SecretStateChange, SecretSummary } from '../../shared/secret-inventory.ts';
import { formatCount, formatTime, isoTime } from './format-values.ts';
import type { TableColumn } from './table.ts';

/** As `--json` prints a secret, times as ISO 8601. */
export function secretFacts(secret: SecretSummary) {
  const { stateChangedAtUs, firstSeenUs, lastSeenUs, ...facts } = secret;
  return {
    ...facts,
    stateChangedAt: isoTime(stateChangedAtUs),
    firstSeen: isoTime(firstSeenUs),
    lastSeen: isoTime(lastSeenUs),
  };
}

export function placeFacts({ firstSeenUs, lastSeenUs, ...facts }: SecretPlace) {
  return { ...facts, firstSeen: isoTime(firstSeenUs), lastSeen: isoTime(lastSeenUs) };
}

export function changeFacts({ atUs, ...facts }: SecretStateChange) {
  return { at: isoTime(atUs), ...facts };
}

export const secretColumns: readonly TableColumn[] = [
  { title: 'Fingerprint' },
  { title: 'Type' },
  { title: 'State' },
  { title: 'Exposures', align: 'right' },
  { title: 'Mentions', align: 'right' },
  { title: 'Places', align: 'right' },
  { title: 'First seen' },
  { title: 'Last seen' },
];

export function secretCells(secret: SecretSummary): string[] {
  return [
    secret.fingerprint,
    secret.secretType ?? '–',
    secret.state,
    formatCount(secret.exposures),
    formatCount(secret.mentions),
    formatCount(secret.places),
    formatTime(secret.firstSeenUs),
    formatTime(secret.lastSeenUs),
  ];
}
