import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { AppInfo } from '../../shared/app-info.ts';
import { failed, type Result } from '../../shared/result.ts';
import { type Clock, systemClock } from '../collector/clock.ts';
import { createEgress, type OwnEgress } from '../secrets/create-egress.ts';
import { createCallAnswerer } from './answer-call.ts';
import type { AppHost } from './app-host.ts';
import type { AppServices } from './app-services.ts';
import { appVersion } from './app-version.ts';
import { type ClearingClipboard, createClearingClipboard } from './clipboard.ts';
import type { CrashReports } from './crash-reports.ts';
import { defaultExportFolder, defaultWorkspaceFolder } from './default-workspace.ts';
import { guardPaths } from './guard-paths.ts';
import { createIpcHandlers } from './ipc-handlers.ts';
import { openApp } from './open-app.ts';
import type { Shell } from './shell.ts';

export interface AppHostOptions {
  /** Null opens the app's own folder, or a throw-away one for the sample. */
  readonly workspaceFolder: string | null;
  readonly sample: boolean;
  readonly shell: Shell;
  readonly clock?: Clock;
  readonly env?: NodeJS.ProcessEnv;
  /** What the process itself uses for its crash reports; without it the host makes its own. */
  readonly egress?: OwnEgress;
  readonly crashes?: CrashReports;
}

type Answer = (name: string, input: unknown) => Promise<Result<unknown, AppError>>;

/** One try to open the app. */
interface Opening {
  readonly services: Promise<Result<AppServices, AppError>>;
  readonly answer: Promise<Answer>;
}

/**
 * Begins to open the app and answers at once, so that the window need not wait. Calls wait for the opening; if it
 * fails, each is answered with the reason, which the window shows as a page of its own. What went wrong may be put
 * right meanwhile, so asking for `app.info` again opens again.
 */
export function startAppHost(options: AppHostOptions): AppHost {
  const { folder, removeThrowAway } = chooseWorkspace(options);
  const clipboard = createClearingClipboard(options.shell, options.clock ?? systemClock);
  let opening = open(folder, options, clipboard);
  let hasFailed = false;
  let closing: Promise<void> | null = null;
  return {
    async handle(name, input) {
      if (name === 'app.info' && hasFailed && closing === null) {
        hasFailed = false;
        opening = open(folder, options, clipboard);
      }
      const asked = opening;
      const result = await (await asked.answer)(name, input);
      // Not any failure of the call: an app that is open must not be opened again.
      if (name === 'app.info' && !(await asked.services).ok) hasFailed = true;
      return result;
    },
    clearClipboard: () => clipboard.clear(),
    close() {
      closing ??= opening.services.then(async (opened) => {
        await clipboard.clear();
        if (opened.ok) await opened.value.close();
        await removeThrowAway();
      });
      return closing;
    },
  };
}

/** The folder that was named, or the app's own; a sample's is thrown away with the run, unless one was named for it. */
function chooseWorkspace({ workspaceFolder, sample, env = process.env }: AppHostOptions): {
  readonly folder: string;
  removeThrowAway(): Promise<void>;
} {
  const keep = { removeThrowAway: async () => undefined };
  if (workspaceFolder !== null) return { folder: workspaceFolder, ...keep };
  if (!sample) return { folder: defaultWorkspaceFolder(env, process.platform, homedir()), ...keep };
  const throwAway = mkdtempSync(join(tmpdir(), 'keyglass-sample-'));
  return {
    folder: join(throwAway, 'workspace'),
    removeThrowAway: () => rm(throwAway, { recursive: true, force: true }),
  };
}

function open(workspaceFolder: string, options: AppHostOptions, clipboard: ClearingClipboard): Opening {
  const { shell, sample, clock = systemClock, env = process.env } = options;
  const { egress = createEgress() } = options;
  const services = openApp({ workspaceFolder, sample, createIfMissing: true, clock, env, egress }).catch(
    (bug: unknown) => failed(couldNotOpen(bug)),
  );
  void services.then((opened) => {
    if (opened.ok) options.crashes?.logTo(opened.value.reportBug);
  });
  return { services, answer: services.then((opened) => answerer(opened, shell, clipboard, egress)) };
}

function answerer(
  opened: Result<AppServices, AppError>,
  shell: Shell,
  clipboard: ClearingClipboard,
  egress: OwnEgress,
): Answer {
  if (!opened.ok) return answerWithFailure(egress.error(opened.error), shell);
  const services = opened.value;
  connectEvents(services, shell);
  services.sources.startSchedule();
  const handlers = createIpcHandlers(services, shell, clipboard, appInfo(services, shell));
  const guarded = guardPaths(handlers, services.workspace.folder);
  return createCallAnswerer(guarded, services.reportBug, services.egress);
}

/** Quitting still works when nothing else does. */
function answerWithFailure(error: AppError, shell: Shell): Answer {
  return async (name) => {
    if (name === 'app.quit') shell.quit();
    return failed(error);
  };
}

function connectEvents(services: AppServices, shell: Shell): void {
  services.workspace.onNotice((notice) => shell.send('app.notice', { notice }));
  services.sources.onChange((sources) => shell.send('sources.changed', { sources }));
  services.sources.onStored((stored) => shell.send('events.stored', stored));
  services.imports.onChange((job) => shell.send('imports.changed', { job }));
  services.mapping.onChange((mapping) => shell.send('mapping.changed', { mapping }));
  services.exports.onChange((job) => shell.send('exports.changed', { job }));
  services.retention.onChange((retention) => shell.send('retention.changed', { retention }));
  services.secrets.onChange((change) => {
    shell.send('secrets.changed', change);
    if (change.regressed > 0) notifyOfRegressed(services, shell, change.regressed);
  });
}

function notifyOfRegressed({ egress }: AppServices, shell: Shell, regressed: number): void {
  const title = regressed === 1 ? 'A secret came back' : `${regressed} secrets came back`;
  shell.notify(title, egress.text('Rotated or ignored before, and exposed again since. See Secrets.'));
}

function appInfo(services: AppServices, shell: Shell): AppInfo {
  const met: AppError[] = [];
  services.workspace.onNotice((notice) => met.push(notice));
  return {
    version: appVersion,
    shell: shell.kind,
    platform: process.platform,
    workspace: { folder: services.workspace.folder, sample: services.sample },
    keychain: { ...services.keychain },
    // A window that is loaded again asks once more, and was told of nothing that was met before.
    get notices() {
      return [...services.notices, ...met];
    },
    exportFolder: defaultExportFolder(homedir(), existsSync),
    canChooseFiles: shell.canChooseFiles,
  };
}

function couldNotOpen(bug: unknown): AppError {
  return appError(
    'internal',
    'Keyglass could not start. Nothing that is stored was changed.',
    'Close it and start it again.',
    // The name of an exception's class is safe to show, its message may not be.
    { detail: bug instanceof Error ? bug.name : typeof bug },
  );
}
