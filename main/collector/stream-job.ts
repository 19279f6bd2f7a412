import type { AppError } from '../../shared/app-error.ts';
import type { Result } from '../../shared/result.ts';
import { US_PER_SECOND } from '../../shared/time-range.ts';
import type { SourceRecord } from '../database/writer.ts';
import type { KeptAccesses } from './kept-accesses.ts';
import type { RunJob, RunKeys, RunObserver } from './run-stream.ts';
import type { SourceBook } from './source-book.ts';
import type { StoredPage } from './store-records.ts';
import type { StreamDefinition, VendorDefinition } from './stream-definition.ts';
import { settingsOf } from './stream-settings.ts';
import type { RunDependencies } from './walk-to-present.ts';

/** A stream of a source, with all that a run of it needs to know. */
export interface Runnable {
  readonly source: SourceRecord;
  readonly vendor: VendorDefinition;
  readonly stream: StreamDefinition;
}

/** What every run of every stream works with. */
export interface JobParts extends RunDependencies {
  readonly book: SourceBook;
  readonly accesses: KeptAccesses;
  readonly newId: () => string;
  /** What a run needs besides its declaration; a failure fails the run. */
  open(source: SourceRecord, vendor: VendorDefinition): Promise<Result<RunKeys, AppError>>;
  onStored(page: StoredPage): void;
}

/** A run of the stream, with an id of its own, before it is said whether it polls or fills back. */
export function jobOf(
  parts: JobParts,
  { source, vendor, stream }: Runnable,
  signal: AbortSignal,
  observer: RunObserver,
): Omit<RunJob, 'purpose' | 'range'> {
  return {
    runId: parts.newId(),
    source,
    vendor,
    stream,
    settings: settingsOf(source, vendor.descriptor, stream.name),
    open: () => parts.open(source, vendor),
    accessFor: (context) => parts.accesses.of(source, vendor, context),
    signal,
    observer,
  };
}

/** From the start of one run of the stream to the start of the next. */
export function intervalUsOf({ source, vendor, stream }: Runnable): number {
  return settingsOf(source, vendor.descriptor, stream.name).intervalSeconds * US_PER_SECOND;
}
