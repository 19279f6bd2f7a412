import type { AppError } from '../../shared/app-error.ts';
import type { NormalisedEvent } from '../../shared/normalised-event.ts';
import type { Result } from '../../shared/result.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';

/** What a stream may know of the source it collects for. Credentials are read from the keychain for each run. */
export interface SourceContext {
  /** Without a trailing slash. */
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, string>>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * The closed set of ways to walk through an API. The engine knows these five and no vendor; this vendor uses
 * `day-walk`, the rest come with the vendors that need them.
 */
export type Pagination = DayWalk;

/**
 * One request a UTC day, oldest first, from the look-back to today. Today is asked again at every run, and a run that
 * starts after midnight asks once more for the day the last one ended in. A day that failed stays the current one.
 */
export interface DayWalk {
  readonly kind: 'day-walk';
  /** `day` is UTC, `isToday` tells that the day is still growing. */
  request(context: SourceContext, day: { readonly date: Date; readonly isToday: boolean }): HttpRequest;
}

/** A JSON path of fixed keys; `*` stands for every element of an array. */
export type JsonPath = readonly string[];

export interface StreamDefinition {
  /** As in the command line and in the `stream` column: `audit`. */
  readonly name: string;
  readonly pagination: Pagination;
  readonly timeoutMs: number;
  /** The largest answer that is read, in bytes after decompression. */
  readonly maxAnswerBytes: number;
  /**
   * Splits an answer's JSON into records, one for each event. A part that can't be split is given on as a record of
   * its own; `map` then rejects it with a reason. Fails only where the whole answer is not of this API.
   */
  readRecords(answer: unknown): Result<readonly unknown[], AppError>;
  /** Fields that hold a secret's value, besides those found by key name. Lifted out before anything else is done. */
  readonly secretFields: readonly JsonPath[];
  /** Which field of the record gives the secret's type. */
  secretType(record: unknown): string | null;
  /** What makes two records the same event; the record is the one with markers. Only for records that `map` accepts. */
  naturalKey(record: unknown, secret: LiftedSecret | null): readonly (string | number | null)[];
  /** The OCSF form. A record of a wrong shape is rejected with one sentence that holds no value of it. */
  map(record: unknown, context: MappingContext): Result<NormalisedEvent, string>;
}

/** What is known of the value that was lifted out of the record's first secret field. */
export interface LiftedSecret {
  readonly fingerprint: string;
  readonly length: number;
  readonly marker: string;
}

export interface MappingContext {
  readonly secret: LiftedSecret | null;
  readonly receivedAtUs: number;
}

/** A vendor: how to reach it and its streams. One line in `vendors/registry.ts`. */
export interface VendorDefinition {
  readonly descriptor: VendorDescriptor;
  readonly streams: readonly StreamDefinition[];
  /** Lists the credentials' values as they appear in requests, for masking error texts. */
  secretsInRequests(context: SourceContext): readonly string[];
  /** A cheap request that proves address and credentials, asked by "Test connection" for one stream. */
  testRequest(context: SourceContext, stream: StreamDefinition, today: Date): HttpRequest;
}
