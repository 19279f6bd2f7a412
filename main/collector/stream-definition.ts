import type { AppError } from '../../shared/app-error.ts';
import type { NormalisedEvent } from '../../shared/normalised-event.ts';
import type { Result } from '../../shared/result.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import type { Pagination } from './pagination/pagination.ts';

/** What a stream may know of the source it collects for. Credentials are read from the keychain for each run. */
export interface SourceContext {
  /** Without a trailing slash. */
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly credentials: Readonly<Record<string, string>>;
}

/** The same with what is set for the stream alone. */
export interface StreamContext extends SourceContext {
  /** How many records an answer should hold; the analyst's choice within the descriptor's limits. 0 where pages have no size. */
  readonly pageSize: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Without what proves who asks: `VendorAuth` adds that when the request is sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A JSON path of fixed keys; `*` stands for every element of an array. */
export type JsonPath = readonly string[];

/**
 * Whether a record of the same thing can come again with another content.
 *
 * - `none`: an event, written once.
 * - `by-time`: a thing that changes (threat, agent). Each change has a time of its own, which is the event's time and
 *   part of its natural key.
 * - `by-content`: a state without a time of change (installed software, directory user). The event's time is the time
 *   of receipt; a state that equals the latest one is a duplicate, whenever it is read.
 * - `amended`: an event that the vendor may complete later under the same time and id (sign-in). The natural key holds
 *   a hash of the content; `NormalisedEvent.object` names the event.
 *
 * All versions are kept. All but the latest are marked as superseded.
 */
export type Versions = 'none' | 'by-time' | 'by-content' | 'amended';

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
  /**
   * Splits one entry of an imported file (an answer, a record, or what another collector made of it) into records of
   * the same form as `readRecords`. Left out, an entry is tried as an answer and taken for a record otherwise.
   */
  readImported?(entry: unknown): readonly unknown[];
  /** How well a record of an imported file fits this stream: 0 not at all, 1 beyond doubt. */
  recognise(record: unknown): number;
  /** Fields that hold a secret's value, besides those found by key name. Lifted out before anything else is done. */
  readonly secretFields: readonly JsonPath[];
  /**
   * The stream's records are about something else than exposed secrets: what secrets they hold are lifted, but no event
   * is linked to one, which would show it as an exposure.
   */
  readonly holdsSecretsByTheWay?: true;
  /** Keys whose name sounds like a secret's but whose value is none (`secretKey` that is a secret's name). */
  readonly harmlessKeys?: readonly string[];
  /** Which field of the record gives the secret's type. */
  secretType(record: unknown): string | null;
  /**
   * What makes two records the same event (or the same version of a thing); the record is the one with markers. Only
   * for records that `map` accepts.
   */
  naturalKey(record: unknown, secret: LiftedSecret | null): readonly (string | number | null)[];
  readonly versions: Versions;
  /** For an API that answers with changed properties only: completes a change from the latest record of the thing. */
  readonly merge?: RecordMerge;
  /** Raised with each change of `map` that stored events should get as well; see "map again". Starts at 1. */
  readonly mappingVersion: number;
  /** The OCSF and the ECS form. A record of a wrong shape is rejected with one sentence that holds no value of it. */
  map(record: unknown, context: MappingContext): Result<NormalisedEvent, string>;
}

export interface RecordMerge {
  /** Which thing a change is of; equals `NormalisedEvent.object.uid`. Null: the change is taken as it is. */
  uidOf(change: unknown): string | null;
  /** `latest` is the record that is stored (with markers), null for a thing that is new. */
  merge(latest: unknown, change: unknown): unknown;
  /** The change that tells that a thing is gone, made up when a complete reading no longer holds it. */
  removal(uid: string): unknown;
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

/** How requests prove who asks. Headers are made anew for each request and are never stored. */
export type VendorAuth =
  | { readonly kind: 'static'; headers(context: SourceContext): Readonly<Record<string, string>> }
  | SessionAuth;

/** A token that is asked for with the credentials, shared by the streams of a source, kept in memory only. */
export interface SessionAuth {
  readonly kind: 'session';
  request(context: SourceContext): HttpRequest;
  /** The address that credentials go to, where it is not on the source's own host. As it was entered, or follows from that. */
  loginUrl?(context: SourceContext): string;
  /** Reads the answer of the login. `nowUs` is when it was asked for. */
  read(answer: unknown, nowUs: number): Result<Session, AppError>;
  headers(session: Session): Readonly<Record<string, string>>;
  /** A session is renewed when it has less than this left. */
  readonly renewBeforeUs: number;
}

export interface Session {
  readonly token: string;
  /** UTC microseconds; null where it does not end or is not said. */
  readonly expiresAtUs: number | null;
}

/** An answer that is not 2xx (or that the network cut off never gets here). */
export interface Refusal {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON of the answer, undefined where it is none or longer than 64 KiB. May hold anything: show only what is known. */
  readonly body: unknown;
}

/** What was asked when a refusal came. */
export interface AskedFor {
  readonly context: SourceContext;
  /** Null for the login. */
  readonly stream: string | null;
  /** The request carried a cursor, a next link or a delta token that an earlier answer gave. */
  readonly hasPosition: boolean;
  /** The request is about one parent of a fan-out. */
  readonly isChild: boolean;
}

/**
 * What a refusal means, where the vendor says more than the status does:
 *
 * - `renew`: the session has ended; log in again, once for each request. `error` is for when that did not help.
 * - `empty`: nothing is there (a parent that was deleted meanwhile); go on as after an answer without records.
 * - `restart`: the cursor or link is no longer known; the walk goes back to where it is safe.
 * - `narrow`: too much was asked for at once; a shorter window is.
 * - `retry`: as for any passing fault, with a better explanation.
 * - `refuse`: the end of the run. The error's detail should carry the vendor's trace id.
 */
export type Verdict =
  | { readonly kind: 'empty' | 'restart' | 'narrow' }
  | { readonly kind: 'renew'; readonly error?: AppError }
  | { readonly kind: 'retry' | 'refuse'; readonly error: AppError };

/** All requests of one source together. */
export interface RequestLimits {
  readonly maxConcurrent: number;
  /** From the start of one request to the start of the next. Not kept to on loopback. */
  readonly minSpacingMs: number;
}

/** A vendor: how to reach it and its streams. One line in `vendors/registry.ts`. */
export interface VendorDefinition {
  readonly descriptor: VendorDescriptor;
  readonly streams: readonly StreamDefinition[];
  readonly auth: VendorAuth;
  readonly limits?: RequestLimits;
  /** Lists the credentials' values as they appear in requests, for masking error texts. */
  secretsInRequests(context: SourceContext): readonly string[];
  /** What a refusal means; null leaves it to the general rules (`response-decision.ts`). Pure. */
  explainRefusal?(refusal: Refusal, asked: AskedFor): Verdict | null;
  /** Beyond the descriptor's own rules: what is wrong with address, settings or credentials, before they are kept. */
  checkSettings?(context: SourceContext): AppError | null;
  /** When the credentials end, as far as they say so themselves (a token with an expiry in it). UTC microseconds. */
  credentialsExpireAtUs?(context: SourceContext): number | null;
}
