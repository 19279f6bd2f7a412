import { resolve } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import type { AppServices } from '../app/app-services.ts';
import { defaultWorkspaceFolder } from '../app/default-workspace.ts';
import type { CliEnvironment } from './command.ts';
import { formatTime } from './format-values.ts';
import type { ParsedArguments } from './parse-arguments.ts';
import { visibleText } from './visible-text.ts';

/** The folder of `--workspace`, or the app's own. */
export function workspaceFolder(given: ParsedArguments, environment: CliEnvironment): string {
  const { env, platform, homeFolder, workingFolder } = environment;
  const named = given.text('workspace');
  return named === undefined
    ? defaultWorkspaceFolder(env, platform, homeFolder)
    : resolve(workingFolder, named);
}

/**
 * What a command is about to do: `add` may make the workspace, `collect` needs credentials and the vault; `ask` needs
 * neither, and is not told that they are missing.
 */
export type Purpose = 'add' | 'collect' | 'ask';

/** Opens the workspace, says on stderr what was found at opening, does the work, and closes whatever happened. */
export async function withApp<Value>(
  given: ParsedArguments,
  environment: CliEnvironment,
  purpose: Purpose,
  work: (services: AppServices) => Promise<Result<Value, AppError>>,
): Promise<Result<Value, AppError>> {
  const opened = await environment.openApp({
    workspaceFolder: workspaceFolder(given, environment),
    sample: false,
    createIfMissing: purpose === 'add',
    clock: environment.clock,
    env: environment.env,
  });
  if (!opened.ok) return opened;
  const services = opened.value;
  try {
    for (const notice of services.notices) {
      const isOfKeys = notice.kind === 'keychain-unavailable' || notice.kind === 'vault-locked';
      if (!isOfKeys || purpose !== 'ask') await environment.stderr.write(messageOf('Note', notice));
    }
    services.workspace.onNotice((notice) => void environment.stderr.write(messageOf('Note', notice)));
    return await work(services);
  } finally {
    await services.close();
  }
}

/** What happened and what to do, for stderr. */
export function messageOf(kind: 'Note' | 'Error', error: AppError): string {
  const { message, remedy } = error;
  const lines = [`${kind}: ${visibleText(message)}`];
  // A remedy may show a form on several lines; a message or a detail may quote what a vendor wrote.
  if (remedy) lines.push(`  ${remedy.split('\n').map(visibleText).join('\n  ')}`);
  return `${[...lines, ...particularsOf(error)].join('\n')}\n`;
}

/** What the vendor answered, by which id its support finds the request, and how long it asks to wait. */
export function particularsOf({ detail, traceId, retryAtUs }: AppError): readonly string[] {
  return [
    ...(detail ? [`  (${visibleText(detail)})`] : []),
    ...(traceId ? [`  Trace id, for the vendor’s support: ${visibleText(traceId)}`] : []),
    ...(retryAtUs === undefined ? [] : [`  The vendor asks for nothing before ${formatTime(retryAtUs)}.`]),
  ];
}

/** The sources that `--source NAME` means (by name, any case, or by id), or all of them. */
export async function chosenSources(
  given: ParsedArguments,
  services: AppServices,
): Promise<Result<readonly SourceStatus[], AppError>> {
  const listed = await services.sources.list();
  const name = given.text('source');
  if (!listed.ok || name === undefined) return listed;
  const wanted = name.toLowerCase();
  const found = listed.value.filter(
    (source) => source.sourceId === name || source.name.toLowerCase() === wanted,
  );
  return found.length > 0 ? { ok: true, value: found } : failed(noSuchSource(name, listed.value));
}

/**
 * The chosen sources that have an address to ask. Without `--source`, those that hold imported files only are passed
 * over; one that was named stays, and whoever asks it says why nothing comes.
 */
export async function askableSources(
  given: ParsedArguments,
  services: AppServices,
): Promise<Result<readonly SourceStatus[], AppError>> {
  const chosen = await chosenSources(given, services);
  if (!chosen.ok || given.has('source')) return chosen;
  const askable = chosen.value.filter(({ url }) => url !== '');
  return askable.length > 0 ? ok(askable) : failed(noSourceYet());
}

function noSourceYet(): AppError {
  return appError(
    'invalid-input',
    'This workspace has no source to ask.',
    'Add one with: keyglass source add',
  );
}

function noSuchSource(name: string, sources: readonly SourceStatus[]): AppError {
  const names = sources.map((source) => `“${source.name}”`).join(', ');
  return appError(
    'invalid-input',
    `There is no source “${name}” in this workspace.`,
    names ? `Its sources are ${names}.` : 'It has no source yet; add one with: keyglass source add',
  );
}
