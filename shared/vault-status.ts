import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';

/** Whether values can be sealed and opened. */
export const vaultStatusSchema = z.object({
  state: z.enum(['open', 'locked']),
  /** Where the key is: "GNOME Keyring (Secret Service)", "KEYGLASS_VAULT_KEY", "memory of this run (sample)". */
  keyFrom: z.string(),
  /** Values that are sealed in this workspace, and records that are kept sealed because no event could be made of them. */
  secrets: z.number().int(),
  rejectedRecords: z.number().int(),
  /** When the key was last changed; null where it never was. */
  rotatedAtUs: z.number().nullable(),
  /** Why it is locked. */
  problem: appErrorSchema.nullable(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;
