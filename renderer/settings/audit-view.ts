import { type AuditEntry, type AuditSubject, subjectsOf } from '../../shared/audit-entry.ts';
import { formatNumber } from '../design/format-number.ts';

/** What an entry is about: a way to it, or the word that it is gone. */
export interface AuditSubjectView {
  readonly kind: AuditSubject['kind'];
  readonly id: string;
  /** `AWS_ACCESS_KEY_ID`, or a source's name. May come from a vendor. */
  readonly name: string;
  /** `fp 3fa9c1d2`, `1 204 removed`; empty where there is nothing to add. */
  readonly note: string;
  readonly isThere: boolean;
}

/** In the order in which the entry names them; `known`: those that are still in the workspace. */
export function viewSubjects(entry: AuditEntry, known: readonly AuditSubject[]): AuditSubjectView[] {
  const there = new Map(known.map((subject) => [`${subject.kind} ${subject.id}`, subject]));
  return subjectsOf(entry).map(({ kind, id }) => {
    const subject = there.get(`${kind} ${id}`);
    const isThere = subject !== undefined;
    return kind === 'secret'
      ? { kind, id, isThere, ...secretWords(id, subject, entry) }
      : { kind, id, isThere, ...sourceWords(id, subject, entry) };
  });
}

function secretWords(id: string, subject: AuditSubject | undefined, { detail }: AuditEntry) {
  const name = subject?.name ?? detail.secretType;
  return { name: typeof name === 'string' ? name : 'Secret of unknown type', note: `fp ${id.slice(0, 8)}` };
}

function sourceWords(id: string, subject: AuditSubject | undefined, { detail }: AuditEntry) {
  const written = typeof detail.source === 'string' ? detail.source : `Source ${id.slice(0, 8)}`;
  const { bySource } = detail;
  const count =
    typeof bySource === 'object' && bySource !== null ? (bySource as Record<string, unknown>)[id] : null;
  return {
    name: subject?.name ?? written,
    note: typeof count === 'number' ? `${formatNumber(count)} removed` : '',
  };
}

/** Said with what the entry is about. */
const apart: ReadonlySet<string> = new Set([
  'fingerprint',
  'fingerprints',
  'secretType',
  'sourceId',
  'source',
  'bySource',
]);

/** The reason first, as that is what is looked for; then the rest, each with its name. */
export function detailParts({
  detail,
}: AuditEntry): readonly { readonly name: string; readonly text: string }[] {
  const names = Object.keys(detail)
    .filter((name) => !apart.has(name))
    .sort((one, other) => rank(one) - rank(other));
  return names.flatMap((name) => {
    const value = detail[name];
    return value === null || value === undefined || value === ''
      ? []
      : [{ name: words(name), text: textOf(value) }];
  });
}

function rank(name: string): number {
  return name === 'reason' ? 0 : 1;
}

/** `sealedAgain` and `sealed_again` read "sealed again". */
function words(name: string): string {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return JSON.stringify(value);
}
