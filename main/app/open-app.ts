import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { Clock } from '../collector/clock.ts';
import { openWorkspace } from '../database/open-workspace.ts';
import { readSources } from '../database/source-reader.ts';
import type { Workspace } from '../database/workspace.ts';
import { createEgress, type OwnEgress } from '../secrets/create-egress.ts';
import { openKeychain } from '../secrets/keytar-keychain.ts';
import { createProcessKeychain } from '../secrets/process-keychain.ts';
import type { AppServices } from './app-services.ts';
import { buildServices } from './build-services.ts';
import { guardWorkspace } from './guarded-workspace.ts';

export interface OpenAppOptions {
  readonly workspaceFolder: string;
  /** Connects to the sample tenant on loopback; its keys live as long as the process. */
  readonly sample: boolean;
  readonly createIfMissing: boolean;
  readonly clock: Clock;
  readonly env: NodeJS.ProcessEnv;
  /** The process's own, which is at work before anything is open; without it the app has one of its own. */
  readonly egress?: OwnEgress;
}

/**
 * Opens the workspace and builds every service once. Without a keychain, or with a vault that does not open, the app
 * opens all the same: what is stored can be read, collecting is refused, and a notice says why.
 */
export async function openApp(options: OpenAppOptions): Promise<Result<AppServices, AppError>> {
  const { clock, sample } = options;
  const [opened, keychain] = await Promise.all([
    openWorkspace({
      folder: options.workspaceFolder,
      clock,
      createIfMissing: options.createIfMissing,
    }),
    sample ? ok(createProcessKeychain()) : openKeychain(),
  ]);
  if (!opened.ok) return opened;
  const workspace = opened.value;
  try {
    const refusal = sample ? await whyNoSample(workspace) : null;
    if (refusal !== null) {
      await workspace.close();
      return failed(refusal);
    }
    const { env, egress = createEgress() } = options;
    const guarded = await guardWorkspace({ workspace, keychain, clock, env: sample ? {} : env, egress });
    return ok(await buildServices(guarded, clock, sample));
  } catch (bug) {
    await workspace.close();
    throw bug;
  }
}

/** Made-up events must not come among real ones, and an earlier sample was sealed with a key that is gone. */
async function whyNoSample({ folder, readers }: Workspace): Promise<AppError | null> {
  const sources = await readSources(readers);
  if (!sources.ok) return sources.error;
  if (sources.value.length === 0) return null;
  return appError(
    'workspace-invalid',
    `The workspace ${folder} has sources already, and the sample needs a new one. Nothing was changed.`,
    'Name an empty folder for the sample, or none: it is then thrown away with the run.',
  );
}
