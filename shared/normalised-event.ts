/**
 * What a vendor's mapping makes of one record, before the engine adds what it knows itself (ids, source, run, times
 * of receipt). Holds no secret value: secrets were lifted out before the mapping saw the record.
 */
export interface NormalisedEvent {
  /** UTC microseconds. */
  readonly timeUs: number;
  readonly vendorEventId: string | null;
  /** A valid OCSF 1.5.0 event; its class, activity, severity, status and message fill the columns of that name. */
  readonly ocsf: OcsfEvent;
  /** The vendor's own name of what happened. */
  readonly operation: string | null;
  readonly actor?: string | null;
  readonly userName?: string | null;
  readonly userEmail?: string | null;
  readonly userUid?: string | null;
  readonly srcIp?: string | null;
  readonly deviceName?: string | null;
  readonly resource?: string | null;
  readonly secretType?: string | null;
  readonly secretLine?: number | null;
  /** The ECS form, nested (`{ event: { kind: 'alert' } }`), with `@timestamp`; empty values left out. */
  readonly ecs: Readonly<Record<string, unknown>>;
  /**
   * The thing that this is a version of, for streams that have versions. `versionUs` tells which is newer (UTC
   * microseconds); equal ones, and those of `amended` streams, go by the order of receipt.
   */
  readonly object?: { readonly uid: string; readonly versionUs: number } | null;
}

export interface OcsfEvent {
  readonly class_uid: number;
  readonly class_name: string;
  readonly category_uid: number;
  readonly category_name: string;
  readonly activity_id: number;
  readonly activity_name: string;
  readonly type_uid: number;
  readonly severity_id: number;
  readonly status_id?: number;
  readonly status?: string;
  readonly message?: string;
  /** Milliseconds since 1970, UTC (OCSF `timestamp_t`). */
  readonly time: number;
  readonly observables?: readonly { name: string; type_id: number; type?: string; value?: string }[];
  readonly [attribute: string]: unknown;
}
