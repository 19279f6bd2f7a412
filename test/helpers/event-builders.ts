import { createHash, randomUUID } from 'node:crypto';
import type {
  EventToStore,
  PageToStore,
  RecordToReject,
  SecretToStore,
} from '../../main/database/stored-page.ts';
import type { NormalisedEvent, OcsfEvent } from '../../shared/normalised-event.ts';

const DEFAULT_TIME_US = Date.UTC(2026, 10, 19, 12) * 1_000;

/** 32 hex digits that follow from the text. */
export function testId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

export interface EventOverrides extends Partial<Omit<EventToStore, 'event'>> {
  readonly event?: Partial<Omit<NormalisedEvent, 'ocsf'>> & { readonly ocsf?: Partial<OcsfEvent> };
}

/** An exposed AWS key as Entro would report it; every call makes another event unless `eventId` is given. */
export function anEventToStore(overrides: EventOverrides = {}): EventToStore {
  const { event = {}, ...rest } = overrides;
  const timeUs = event.timeUs ?? DEFAULT_TIME_US;
  const vendorEventId = event.vendorEventId === undefined ? randomUUID() : event.vendorEventId;
  const secretType = event.secretType === undefined ? 'AWS_ACCESS_KEY_ID' : event.secretType;
  return {
    eventId: randomUUID().replaceAll('-', ''),
    raw: {
      date: new Date(timeUs / 1_000).toISOString(),
      results: {
        request_id: vendorEventId,
        secret_type: secretType,
        exposed_value: '‹secret:fp:0a1b2c3d›',
        line_number: event.secretLine ?? 12,
      },
    },
    secretFingerprint: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    secretLength: 20,
    mappingVersion: 1,
    ...rest,
    event: {
      operation: 'secret-exposed',
      secretLine: 12,
      ecs: anEcsFinding(timeUs, vendorEventId, secretType),
      ...event,
      timeUs,
      vendorEventId,
      secretType,
      ocsf: anOcsfFinding(timeUs, vendorEventId, event.ocsf),
    },
  };
}

function anOcsfFinding(
  timeUs: number,
  vendorEventId: string | null,
  overrides: Partial<OcsfEvent> = {},
): OcsfEvent {
  return {
    class_uid: 2006,
    class_name: 'Data Security Finding',
    category_uid: 2,
    category_name: 'Findings',
    activity_id: 1,
    activity_name: 'Create',
    type_uid: 200_601,
    severity_id: 4,
    status_id: 1,
    status: 'New',
    message: 'AWS_ACCESS_KEY_ID exposed',
    time: Math.trunc(timeUs / 1_000),
    metadata: { version: '1.5.0', uid: vendorEventId, product: { vendor_name: 'Entro' } },
    finding_info: { uid: vendorEventId, title: 'AWS_ACCESS_KEY_ID exposed' },
    observables: [{ type_id: 99, name: 'data_security.pattern_match', value: '0a1b2c3d' }],
    ...overrides,
  };
}

function anEcsFinding(
  timeUs: number,
  vendorEventId: string | null,
  secretType: string | null,
): Readonly<Record<string, unknown>> {
  return {
    '@timestamp': new Date(timeUs / 1_000).toISOString(),
    event: {
      kind: 'alert',
      category: ['threat'],
      type: ['indicator'],
      dataset: 'entro.audit',
      id: vendorEventId,
    },
    secret: { type: secretType, value: '‹secret:fp:0a1b2c3d›' },
  };
}

export function aSecretToStore(overrides: Partial<SecretToStore> = {}): SecretToStore {
  return {
    fingerprint: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    secretType: 'AWS_ACCESS_KEY_ID',
    length: 20,
    ciphertext: new Uint8Array([1, 2, 3]),
    seenAtUs: DEFAULT_TIME_US,
    ...overrides,
  };
}

export function aRecordToReject(overrides: Partial<RecordToReject> = {}): RecordToReject {
  return {
    reason: 'The date is not a date.',
    outline: '{date: string(3)}',
    ciphertext: new Uint8Array([4, 5, 6]),
    rejectedId: testId('rejected'),
    ...overrides,
  };
}

/** A page of the source "Entro EU". Its `runId` has to be started before it can be committed. */
export function aPageToStore(overrides: Partial<PageToStore> = {}): PageToStore {
  return {
    runId: '00000000-0000-4000-8000-000000000001',
    sourceId: 'source-1',
    sourceName: 'Entro EU',
    vendor: 'entro',
    stream: 'audit',
    receivedAtUs: Date.UTC(2026, 10, 20, 9) * 1_000,
    events: [],
    rejected: [],
    secrets: [],
    versions: 'none',
    checkpointOf: 'polling',
    checkpoint: null,
    ...overrides,
  };
}
