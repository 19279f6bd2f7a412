import { type AppError, appError } from '../../shared/app-error.ts';
import type { InspectedFile } from '../../shared/import-job.ts';
import { failed, ok, type Result } from '../../shared/result.ts';
import type { AppServices } from '../app/app-services.ts';
import type { CliEnvironment } from './command.ts';
import { visibleText } from './visible-text.ts';

/** Files that hold one stream's records. */
export interface ImportGroup {
  readonly vendor: string;
  readonly stream: string;
  readonly paths: readonly string[];
}

/** Fewer records than this share, and the file is taken for nothing. */
const LIKELY = 0.5;
/** A second candidate this close to the first makes it a guess, and guesses are left to the person. */
const CLOSE = 0.8;

/**
 * What the files hold, by their beginnings; `vendor` leaves only that one's streams. Says on stderr what each was taken
 * for. Nothing is imported where one of them can't be told: half an import is harder to mend than none.
 */
export async function recogniseFiles(
  paths: readonly string[],
  { imports, vendors }: Pick<AppServices, 'imports' | 'vendors'>,
  vendor: string | null,
  { stderr }: Pick<CliEnvironment, 'stderr'>,
): Promise<Result<readonly ImportGroup[], AppError>> {
  const inspected = await imports.inspect(paths);
  if (!inspected.ok) return inspected;
  const broken = inspected.value.find(({ error }) => error !== null);
  if (broken?.error) return failed(broken.error);
  const groups = new Map<string, { vendor: string; stream: string; paths: string[] }>();
  const unsure: InspectedFile[] = [];
  const taken: string[] = [];
  for (const file of inspected.value) {
    const [first, second] = candidatesOf(file, vendor);
    if (!first || first.share < LIKELY || (second && second.share > first.share * CLOSE)) {
      unsure.push(file);
      continue;
    }
    const key = `${first.vendor}/${first.stream}`;
    const group = groups.get(key) ?? { vendor: first.vendor, stream: first.stream, paths: [] };
    groups.set(key, { ...group, paths: [...group.paths, file.path] });
    taken.push(`Took ${visibleText(file.name)} for ${first.vendor} / ${first.stream}.\n`);
  }
  if (unsure.length > 0) return failed(notRecognised(unsure, vendor, vendors));
  await stderr.write(taken.join(''));
  return ok([...groups.values()]);
}

function candidatesOf({ candidates }: InspectedFile, vendor: string | null): InspectedFile['candidates'] {
  return vendor === null ? candidates : candidates.filter((candidate) => candidate.vendor === vendor);
}

function notRecognised(
  files: readonly InspectedFile[],
  vendor: string | null,
  vendors: AppServices['vendors'],
): AppError {
  const described = files.map((file) => {
    const could = candidatesOf(file, vendor)
      .slice(0, 3)
      .map((candidate) => `${candidate.vendor} / ${candidate.stream}`);
    return could.length === 0 ? `${file.name} fits no stream` : `${file.name} could be ${could.join(' or ')}`;
  });
  const names = vendors.map(({ descriptor }) => descriptor.vendor).join('|');
  return appError(
    'invalid-input',
    `It is not clear whose records these are: ${described.join('; ')}. Nothing was imported.`,
    `Name vendor and stream: --vendor ${vendor ?? names} --stream NAME`,
  );
}
