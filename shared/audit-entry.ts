import { z } from 'zod';

/** Written when something left the vault or the app, or was changed for good: reveals, copies, exports, rotations. */
export const auditEntrySchema = z.object({
  atUs: z.number(),
  /**
   * What was done, its subject first: `secret.revealed`, `secret.copied`, `secret.state-changed`, `vault.rotated`,
   * `export.started`, `export.ended`, `rejected.exported`, `retention.changed`, `retention.applied`.
   */
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** A secret or a source that entries are about, as it is in the workspace now. */
export const auditSubjectSchema = z.object({
  kind: z.enum(['secret', 'source']),
  /** Fingerprint, or the source's id. */
  id: z.string(),
  /** The secret's type, null where none is known; the source's name. */
  name: z.string().nullable(),
});
export type AuditSubject = z.infer<typeof auditSubjectSchema>;

/** What an entry names as its subjects, each once. None of them need be there any more. */
export function subjectsOf({ detail }: Pick<AuditEntry, 'detail'>): readonly Omit<AuditSubject, 'name'>[] {
  const { fingerprint, fingerprints, sourceId, bySource } = detail;
  const secrets = texts([fingerprint, ...(Array.isArray(fingerprints) ? fingerprints : [])]);
  const sources = texts([sourceId, ...Object.keys(isObject(bySource) ? bySource : {})]);
  return [
    ...secrets.map((id) => ({ kind: 'secret' as const, id })),
    ...sources.map((id) => ({ kind: 'source' as const, id })),
  ];
}

function texts(values: readonly unknown[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string' && value !== ''))] as string[];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const actions: Readonly<Record<string, string>> = {
  'secret.revealed': 'Value revealed',
  'secret.copied': 'Value copied',
  'secret.state-changed': 'Secret marked',
  'vault.rotated': 'Vault’s key rotated',
  'export.started': 'Export started',
  'export.ended': 'Export ended',
  'rejected.exported': 'Rejected records exported',
  'retention.changed': 'Retention changed',
  'retention.applied': 'Old events removed',
};

/** What was done, in words; one that is not known yet in its own words. */
export function actionWords(action: string): string {
  const known = actions[action];
  if (known) return known;
  const words = action.replaceAll(/[-_.]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
