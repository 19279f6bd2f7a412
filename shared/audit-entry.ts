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
