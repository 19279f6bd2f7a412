import { type AuditEntry, actionWords, subjectsOf } from '../../shared/audit-entry.ts';
import { formatCount, formatTime } from './format-values.ts';
import type { TableColumn } from './table.ts';

export const auditColumns: readonly TableColumn[] = [
  { title: 'Time' },
  { title: 'What' },
  { title: 'About' },
  { title: 'Reason' },
];

/** More than these are counted: a choice of a thousand can be marked at once. */
const MOST_NAMED = 2;

/**
 * An entry as a row: what a person reads. Lists and questions among its details stay for `--json`. `names`: of the secrets
 * and sources that are still there, by id; null for a secret of unknown type.
 */
export function auditCells(entry: AuditEntry, names: ReadonlyMap<string, string | null>): string[] {
  const { atUs, action, detail } = entry;
  const subjects = subjectsOf(entry).map(({ kind, id }) =>
    kind === 'secret' ? secretWords(id, names) : sourceWords(id, names, detail.source),
  );
  const more = subjects.length - MOST_NAMED;
  const about = [...subjects.slice(0, MOST_NAMED), ...(more > 0 ? [`${formatCount(more)} more`] : [])];
  return [
    formatTime(atUs),
    actionWords(action),
    [...about, ...facts(detail)].join(', '),
    text(detail.reason) || text(detail.note),
  ];
}

function secretWords(fingerprint: string, names: ReadonlyMap<string, string | null>): string {
  const short = fingerprint.slice(0, 8);
  if (!names.has(fingerprint)) return `fp:${short} (not in the inventory any more)`;
  return `${names.get(fingerprint) ?? 'secret of unknown type'} fp:${short}`;
}

function sourceWords(id: string, names: ReadonlyMap<string, string | null>, written: unknown): string {
  return names.get(id) ?? `${text(written) || `source ${id.slice(0, 8)}`} (removed)`;
}

/** Said elsewhere in the row, or of no use without the window. */
const apart: ReadonlySet<string> = new Set([
  'reason',
  'note',
  'fingerprint',
  'fingerprints',
  'secretType',
  'sourceId',
  'source',
  'bySource',
  'jobId',
]);

function facts(detail: AuditEntry['detail']): string[] {
  return Object.entries(detail).flatMap(([name, value]) => {
    if (apart.has(name)) return [];
    const words = name
      .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .toLowerCase();
    if (typeof value === 'number') return [`${words} ${formatCount(value)}`];
    if (typeof value === 'boolean') return [`${words} ${value ? 'yes' : 'no'}`];
    return typeof value === 'string' && value !== '' ? [`${words} ${value}`] : [];
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
