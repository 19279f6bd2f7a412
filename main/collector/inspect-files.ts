import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type AppError, appError } from '../../shared/app-error.ts';
import type { InspectedFile } from '../../shared/import-job.ts';
import { importedRecords } from './imported-records.ts';
import { noSuchFile } from './no-such-file.ts';
import { NotARecordFile } from './not-a-record-file.ts';
import { readRecordFile } from './read-record-file.ts';
import { beyondLimits } from './record-limits.ts';
import type { StreamDefinition, VendorDefinition } from './stream-definition.ts';

/** Enough to tell what a file holds. */
const recordsLookedAt = 200;
/** Of a file that holds nothing but what can't be read; a piece is a quarter of a megabyte. */
const mostPieces = 200;
/** Of one entry, which may be an answer of many thousands. */
const recordsOfEntry = 50;
/** Less likely than this is a guess. */
const leastScore = 0.3;

interface Beginning {
  format: InspectedFile['format'];
  isCompressed: boolean;
  readonly entries: unknown[];
}

/** What a file is, by its beginning. A file that can't be read says why, in `error`. */
export async function inspectFile(
  path: string,
  vendors: readonly VendorDefinition[],
  signal: AbortSignal,
): Promise<InspectedFile> {
  const name = basename(path);
  const beginning: Beginning = { format: 'unknown', isCompressed: false, entries: [] };
  const none = { path, name, bytes: 0, candidates: [], sampled: 0 };
  const file = await stat(path).catch(() => null);
  if (file === null || !file.isFile()) {
    return { ...none, format: 'unknown', isCompressed: false, error: noSuchFile(path, file) };
  }
  const error = await readBeginning(path, beginning, signal).catch((problem) =>
    unreadableFile(name, problem),
  );
  const { format, isCompressed, entries } = beginning;
  const { candidates, sampled } = recogniseEntries(entries, vendors);
  // What could be read before a fault is enough to tell.
  return {
    path,
    name,
    bytes: file.size,
    format,
    isCompressed,
    candidates,
    sampled,
    error: sampled > 0 ? null : error,
  };
}

async function readBeginning(
  path: string,
  beginning: Beginning,
  signal: AbortSignal,
): Promise<AppError | null> {
  const onForm = (form: { format: InspectedFile['format']; isCompressed: boolean }) => {
    Object.assign(beginning, form);
  };
  let pieces = 0;
  let unreadable = 0;
  for await (const entries of readRecordFile(path, { signal, onForm })) {
    pieces++;
    for (const entry of entries) {
      if (entry.kind === 'value') beginning.entries.push(entry.value);
      else unreadable++;
    }
    if (Math.max(beginning.entries.length, unreadable) >= recordsLookedAt || pieces >= mostPieces) break;
  }
  beginning.entries.splice(recordsLookedAt);
  return null;
}

/** For each stream the share of the entries that fit it better than any other, or as well. */
function recogniseEntries(
  entries: readonly unknown[],
  vendors: readonly VendorDefinition[],
): Pick<InspectedFile, 'candidates' | 'sampled'> {
  const streams = vendors.flatMap(({ descriptor, streams: ofVendor }) =>
    ofVendor.map((stream) => ({ vendor: descriptor.vendor, stream, fits: 0, score: 0 })),
  );
  let sampled = 0;
  for (const whole of entries) {
    const entry = beginningOf(whole);
    const scored = streams.map((one) => ({ one, ...scoreOf(one.stream, entry) }));
    const best = Math.max(...scored.map(({ score }) => score));
    const fitting = scored.filter(({ score }) => score === best && best >= leastScore);
    const weight = fitting[0]?.records ?? 1;
    sampled += weight;
    for (const { one } of fitting) one.fits += weight;
    for (const { one, score } of scored) one.score += score;
  }
  const candidates = streams
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits || b.score - a.score)
    .map(({ vendor, stream, fits }) => ({ vendor, stream: stream.name, share: fits / sampled }));
  return { candidates, sampled };
}

/** Deeper than any vendor packs its records. */
const levelsLookedAt = 12;
const keysLookedAt = 1_000;

/**
 * The entry, or of one that is too much for a record the beginning of each list and object in it: every stream looks at
 * all of what it is given, so that a million keys would cost a minute.
 */
function beginningOf(entry: unknown): unknown {
  return beyondLimits(entry) === null ? entry : cutToBeginning(entry, levelsLookedAt);
}

function cutToBeginning(value: unknown, levels: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value))
    return value.slice(0, recordsOfEntry).map((one) => cutToBeginning(one, levels - 1));
  const cut: Record<string, unknown> = Object.create(null);
  let left = keysLookedAt;
  for (const key in value) {
    if (left-- === 0) break;
    cut[key] = cutToBeginning((value as Readonly<Record<string, unknown>>)[key], levels - 1);
  }
  return { ...cut };
}

function scoreOf(
  stream: StreamDefinition,
  entry: unknown,
): { readonly score: number; readonly records: number } {
  const records = importedRecords(stream, entry).slice(0, recordsOfEntry);
  if (records.length === 0) return { score: 0, records: 1 };
  let sum = 0;
  for (const record of records) sum += recognised(stream, record);
  return { score: sum / records.length, records: records.length };
}

function recognised(stream: StreamDefinition, record: unknown): number {
  try {
    const score = stream.recognise(record);
    return Number.isFinite(score) ? Math.min(Math.max(score, 0), 1) : 0;
  } catch {
    return 0;
  }
}

function unreadableFile(name: string, problem: unknown): AppError {
  const why = problem instanceof NotARecordFile ? problem.message : 'It could not be read.';
  return appError(
    'invalid-input',
    `${name} can't be imported. ${why}`,
    'Give it as a JSON array, a JSON object, JSON Lines or CSV with a heading, each also gzipped.',
  );
}
