import { z } from 'zod';

/** Written when something left the vault or the app, or was changed for good: reveals, copies, exports, rotations. */
export const auditEntrySchema = z.object({
  atUs: z.number(),
  /** `secret-revealed`, `secret-copied`, `export-started`, `vault-rotated` … */
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
