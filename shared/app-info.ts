import { z } from 'zod';
import { appErrorSchema } from './app-error.ts';

/** What the window shows of the app itself. */
export const appInfoSchema = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'browser']),
  platform: z.string(),
  workspace: z.object({ folder: z.string(), sample: z.boolean() }),
  keychain: z.object({
    available: z.boolean(),
    /** "gnome-keyring over the Secret Service", "macOS Keychain", "process only" … */
    name: z.string(),
    problem: appErrorSchema.nullable(),
  }),
  /** Things found at start-up that the analyst should know: a restored backup, a keychain that is missing. */
  notices: z.array(appErrorSchema),
  /** Folder that exports go to unless another is chosen. */
  exportFolder: z.string(),
  /** Whether the shell can show a save dialog. */
  canChooseFiles: z.boolean(),
});
export type AppInfo = z.infer<typeof appInfoSchema>;
