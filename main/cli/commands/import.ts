import { basename, resolve } from 'node:path';
import type { AppError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import type { RunCounts } from '../../../shared/source-status.ts';
import type { AppServices } from '../../app/app-services.ts';
import { isPartialImport } from '../../collector/import-files.ts';
import { isMixUp } from '../../collector/import-mix-up.ts';
import type { CliEnvironment, Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { countCells, countColumns } from '../counts-table.ts';
import { type ParsedArguments, wrongUsage } from '../parse-arguments.ts';
import { type ImportGroup, recogniseFiles } from '../recognise-files.ts';
import { noteRejected } from '../run-notes.ts';
import { noSuchStream } from '../source-settings.ts';
import { formatTable, type TableColumn } from '../table.ts';
import { messageOf, withApp } from '../with-app.ts';
import { vendorNamed } from './source-add.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Reads raw vendor records from files: JSON, JSON Lines or CSV, each also gzipped.',
  operand: { name: 'FILE', required: true, multiple: true },
  options: {
    workspace: workspaceOption,
    vendor: { value: 'VENDOR', help: 'whose records they are; without it they are recognised' },
    stream: {
      value: 'NAME',
      help: 'which of the vendor’s logs the records are of; without it that is recognised',
    },
    source: {
      value: 'NAME',
      help: 'the source that the records belong to; without it the vendor’s only one, or one for imports',
    },
    force: { help: 'also where the files look like the records of another stream' },
    json: jsonOption,
  },
  examples: [
    'keyglass import --vendor entro --stream audit audit.jsonl.gz',
    'keyglass import sign-ins.json agents.json',
  ],
  run: (given, environment) =>
    withApp(given, environment, 'add', async (services) => {
      const groups = await groupsOf(given, services, environment);
      if (!groups.ok) return groups;
      const done: ImportedGroup[] = [];
      for (const group of groups.value) {
        const imported = await importGroup(group, given, services, environment);
        if (!imported.ok) return withDone(imported.error, done);
        done.push(imported.value);
        if (imported.value.error !== null) break;
      }
      return report(done, given, services, environment);
    }),
};

/** The files by what they hold: as the options say, or as they are recognised where these leave it open. */
async function groupsOf(
  given: ParsedArguments,
  services: AppServices,
  environment: CliEnvironment,
): Promise<Result<readonly ImportGroup[], AppError>> {
  const paths = given.operands.map((file) => resolve(environment.workingFolder, file));
  const stream = given.text('stream');
  const named = given.text('vendor');
  if (stream !== undefined && named === undefined) {
    return failed(
      wrongUsage(
        importCommand,
        '--stream needs --vendor VENDOR: streams of several vendors are called alike.',
      ),
    );
  }
  if (named === undefined) return recogniseFiles(paths, services, null, environment);
  const vendor = vendorNamed(services, named);
  if (!vendor.ok) return vendor;
  if (stream === undefined) return recogniseFiles(paths, services, vendor.value.vendor, environment);
  const names = vendor.value.streams.map(({ name }) => name);
  return names.includes(stream)
    ? ok([{ vendor: vendor.value.vendor, stream, paths }])
    : failed(noSuchStream(vendor.value.title, stream, names));
}

interface ImportedGroup extends ImportGroup {
  readonly sourceId: string;
  readonly counts: RunCounts;
  /** What ended it in the middle of a file. */
  readonly error: AppError | null;
}

async function importGroup(
  group: ImportGroup,
  given: ParsedArguments,
  { sources }: AppServices,
  { signal }: CliEnvironment,
): Promise<Result<ImportedGroup, AppError>> {
  const source = given.text('source');
  const imported = await sources.importFiles({
    ...group,
    ...(source === undefined ? {} : { source }),
    // Without the option they were recognised, and need not be looked at again.
    isForced: given.has('force') || given.text('stream') === undefined,
    signal,
  });
  if (imported.ok) {
    const { sourceId, ...counts } = imported.value;
    return ok({ ...group, sourceId, counts, error: null });
  }
  // A file that is none of records is a wrong word of the command; what was stored of others is said in its message.
  if (!isPartialImport(imported.error)) return failed(inWordsOfTheCommandLine(imported.error));
  const { imported: stored, ...error } = imported.error;
  if (error.kind === 'invalid-input') return failed(error);
  const { sourceId, ...counts } = stored;
  return ok({ ...group, sourceId, counts, error });
}

/** A mix-up names the stream that the files look like; here that is said as options. */
function inWordsOfTheCommandLine(error: AppError): AppError {
  if (!isMixUp(error)) return error;
  const { vendor, stream } = error.looksLike;
  const { looksLike: _looksLike, ...rest } = error;
  return { ...rest, remedy: `Use --vendor ${vendor} --stream ${stream}, or --force if they are not.` };
}

/** A later file that fails takes nothing back: what came before it is said with the error. */
function withDone(error: AppError, done: readonly ImportedGroup[]): Result<never, AppError> {
  if (done.length === 0) return failed(error);
  const names = done.flatMap(({ paths }) => paths.map((path) => basename(path))).join(', ');
  return failed({ ...error, message: `${error.message} Imported before it: ${names}.` });
}

async function report(
  done: readonly ImportedGroup[],
  given: ParsedArguments,
  services: AppServices,
  environment: CliEnvironment,
): Promise<Result<0 | 1, AppError>> {
  const { stdout } = environment;
  if (given.has('json')) await stdout.write(`${JSON.stringify(importDocument(done))}\n`);
  else await stdout.write(formatTable(columns, done.map(cells), stdout.width));
  for (const { vendor, stream, sourceId, counts } of done) {
    const of = `${titleOf(services, vendor)} / ${stream}`;
    await noteRejected(services, environment, { sourceId, stream, of, rejected: counts.rejected });
  }
  const error = errorOf(done);
  if (error !== null) await environment.stderr.write(messageOf('Error', error));
  return ok(error === null && done.every(({ counts }) => counts.rejected === 0) ? 0 : 1);
}

/** Nothing is imported after the first. */
function errorOf(done: readonly ImportedGroup[]): AppError | null {
  return done.at(-1)?.error ?? null;
}

/** All together at the top, as one stream's import has always been, and each stream's own below it. */
function importDocument(done: readonly ImportedGroup[]) {
  const [only, another] = done;
  const error = errorOf(done);
  const sum = (what: keyof RunCounts) => done.reduce((total, { counts }) => total + counts[what], 0);
  return {
    vendor: another ? null : only?.vendor,
    stream: another ? null : only?.stream,
    sourceId: another ? null : only?.sourceId,
    received: sum('received'),
    stored: sum('stored'),
    duplicate: sum('duplicate'),
    rejected: sum('rejected'),
    unmapped: sum('unmapped'),
    ...(error === null ? {} : { error }),
    imports: done.map(({ vendor, stream, paths, sourceId, counts }) => ({
      vendor,
      stream,
      files: paths,
      sourceId,
      ...counts,
    })),
  };
}

const columns: readonly TableColumn[] = [{ title: 'Vendor' }, { title: 'Stream' }, ...countColumns];

function cells({ vendor, stream, counts }: ImportedGroup): string[] {
  return [vendor, stream, ...countCells(counts)];
}

function titleOf({ vendors }: AppServices, name: string): string {
  return vendors.find(({ descriptor }) => descriptor.vendor === name)?.descriptor.title ?? name;
}
