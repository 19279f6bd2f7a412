import { z } from 'zod';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { US_PER_HOUR } from '../../shared/time-range.ts';
import { readPreferences } from '../database/preference-reader.ts';
import type { Readers } from '../database/readers.ts';
import { readTimeOfLastSuccess } from '../database/retention-reader.ts';
import type { Writer } from '../database/writer.ts';
import { type BelievedTime, believe, type KnownTime } from './believed-time.ts';

const KEY = 'retention.knownTime';
const knownTimeSchema = z.object({ timeUs: z.number(), clockUs: z.number() });

/** As often as it is written down at most; days are what counts. */
const WRITTEN_EVERY_US = US_PER_HOUR;

interface KeeperParts {
  readonly workspace: { readonly readers: Readers; readonly writer: Pick<Writer, 'writePreference'> };
  readonly clock: { nowUs(): number };
}

/** Knows the last time that was right, across restarts, and moves on with it in steps that can be believed. */
export class TimeKeeper {
  readonly #parts: KeeperParts;
  /** Undefined until it is read. */
  #known: KnownTime | null | undefined;
  #written: KnownTime | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  /** What a vendor's clock said when its answer came in. It stands above what was known before. */
  heard(timeUs: number): void {
    this.#known = { timeUs, clockUs: this.#parts.clock.nowUs() };
  }

  async believed(): Promise<Result<BelievedTime, AppError>> {
    const known = await this.#read();
    return known.ok ? ok(believe(known.value, this.#parts.clock.nowUs())) : known;
  }

  /** The same, and notes it where it can be believed, so that the next step is counted from here. */
  async moveOn(): Promise<Result<BelievedTime, AppError>> {
    const clockUs = this.#parts.clock.nowUs();
    const known = await this.#read();
    if (!known.ok) return known;
    const believed = believe(known.value, clockUs);
    if (believed.clock !== 'jumped') this.#known = { timeUs: believed.timeUs, clockUs };
    const written = await this.write();
    return written.ok ? ok(believed) : written;
  }

  /** A person says that the clock is right. */
  async trustClock(): Promise<Result<BelievedTime, AppError>> {
    this.heard(this.#parts.clock.nowUs());
    return this.moveOn();
  }

  /** Writes down what is known, if it is worth it. */
  async write(): Promise<Result<null, AppError>> {
    const known = this.#known;
    if (!known || !isWorthWriting(known, this.#written)) return ok(null);
    const written = await this.#parts.workspace.writer.writePreference(KEY, known);
    if (written.ok) this.#written = known;
    return written;
  }

  async #read(): Promise<Result<KnownTime | null, AppError>> {
    if (this.#known !== undefined) return ok(this.#known);
    const { readers } = this.#parts.workspace;
    const preferences = await readPreferences(readers);
    if (!preferences.ok) return preferences;
    const kept = knownTimeSchema.safeParse(preferences.value[KEY]);
    if (kept.success) this.#written = kept.data;
    const read = kept.success ? ok(kept.data) : await readFirstKnown(readers);
    if (!read.ok) return read;
    // A vendor may have answered meanwhile.
    this.#known ??= read.value;
    return ok(this.#known);
  }
}

/** Where none was noted yet, the last that was done by a clock that nothing speaks against. */
async function readFirstKnown(readers: Readers): Promise<Result<KnownTime | null, AppError>> {
  const last = await readTimeOfLastSuccess(readers);
  if (!last.ok) return last;
  return ok(last.value === null ? null : { timeUs: last.value, clockUs: last.value });
}

function isWorthWriting(known: KnownTime, written: KnownTime | null): boolean {
  if (written === null) return true;
  const aheadBy = (time: KnownTime) => time.clockUs - time.timeUs;
  return (
    Math.abs(known.clockUs - written.clockUs) >= WRITTEN_EVERY_US ||
    Math.abs(aheadBy(known) - aheadBy(written)) >= WRITTEN_EVERY_US
  );
}
