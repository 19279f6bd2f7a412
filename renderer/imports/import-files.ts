import { clearlyAnother, type InspectedFile } from '../../shared/import-job.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import { formatBytes } from '../design/format-number.ts';

/** Which stream's records a file holds, as `vendor/stream`; null where nobody has said yet. */
export type StreamChoice = string | null;

export function streamChoice(vendor: string, stream: string): string {
  return `${vendor}/${stream}`;
}

export function readStreamChoice(choice: string): { vendor: string; stream: string } {
  const cut = choice.indexOf('/');
  return { vendor: choice.slice(0, cut), stream: choice.slice(cut + 1) };
}

export type Recognition = 'sure' | 'likely' | 'unknown';

/** A second candidate this close to the first makes it a guess. */
const CLOSE = 0.8;
const SURE = 0.9;

/** How far the beginning of a file tells what it is. */
export function recognitionOf({ candidates }: InspectedFile): Recognition {
  const [first, second] = candidates;
  if (!first) return 'unknown';
  return first.share >= SURE && (second?.share ?? 0) < first.share * CLOSE ? 'sure' : 'likely';
}

/** What was chosen by hand, else the likeliest stream. */
export function chosenStream(file: InspectedFile, chosen: Readonly<Record<string, string>>): StreamChoice {
  const [first] = file.candidates;
  return chosen[file.path] ?? (first ? streamChoice(first.vendor, first.stream) : null);
}

/** The stream that the file's records are clearly of, where another was chosen by hand; null where nothing is mixed up. */
export function mixUpOf(file: InspectedFile, chosen: Readonly<Record<string, string>>): StreamChoice {
  const choice = file.error ? null : chosenStream(file, chosen);
  const other = choice === null ? null : clearlyAnother(file.candidates, readStreamChoice(choice));
  return other && streamChoice(other.vendor, other.stream);
}

const formatNames = {
  json: 'JSON',
  'json-lines': 'JSON Lines',
  csv: 'CSV',
  unknown: 'Not recognised',
} as const;

/** `JSON Lines, gzip · 12 MB` */
export function describeFile({ format, isCompressed, bytes }: InspectedFile): string {
  return `${formatNames[format]}${isCompressed ? ', gzip' : ''} · ${formatBytes(bytes)}`;
}

export interface ImportGroup {
  readonly vendor: string;
  readonly stream: string;
  readonly sourceId: string | null;
  readonly paths: readonly string[];
  /** A file among them is clearly of another stream, and is to be imported as this one all the same. */
  readonly isForced: boolean;
}

/** What was said by hand of the files, each by its path. */
export interface SaidOfFiles {
  readonly streams: Readonly<Record<string, string>>;
  /** The stream that a file is to be imported as although it is clearly of another. Another choice ends it. */
  readonly forced: Readonly<Record<string, string>>;
}

/** The file is clearly of another stream than was chosen, and nobody has said yet that it is meant so. */
export function isUndecided(file: InspectedFile, { streams, forced }: SaidOfFiles): boolean {
  return mixUpOf(file, streams) !== null && forced[file.path] !== chosenStream(file, streams);
}

/**
 * The imports to start: files of one stream go together, in the order in which they were dropped. Files that can't be
 * read, that nobody could name, or that are mixed up, take no part. `sources`: the chosen source by vendor.
 */
export function importGroups(
  files: readonly InspectedFile[],
  said: SaidOfFiles,
  sources: Readonly<Record<string, string | null>>,
): ImportGroup[] {
  const groups = new Map<string, InspectedFile[]>();
  for (const file of files) {
    const choice = file.error || isUndecided(file, said) ? null : chosenStream(file, said.streams);
    if (choice !== null) groups.set(choice, [...(groups.get(choice) ?? []), file]);
  }
  return [...groups].map(([choice, own]) => {
    const { vendor, stream } = readStreamChoice(choice);
    return {
      vendor,
      stream,
      sourceId: sources[vendor] ?? null,
      paths: own.map(({ path }) => path),
      isForced: own.some((file) => mixUpOf(file, said.streams) !== null),
    };
  });
}

/** The source that a vendor's records go to unless another is chosen; null where there is none yet. */
export function usualSource(sources: readonly SourceStatus[], vendor: string): string | null {
  return sources.find((source) => source.vendor === vendor)?.sourceId ?? null;
}
