import type { StreamDefinition, VendorDefinition } from '../../../main/collector/stream-definition.ts';
import { appError } from '../../../shared/app-error.ts';
import type { NormalisedEvent } from '../../../shared/normalised-event.ts';
import { failed, ok } from '../../../shared/result.ts';

/** A record of the made-up vendor's API. */
export interface Door {
  readonly id: string;
  readonly at: string;
  readonly door: string;
  /** A secret. */
  readonly code?: string;
}

interface StoredDoor extends Omit<Door, 'at'> {
  readonly at: unknown;
}

/** One stream of a vendor that exists in these tests only: door events, one request a day. */
export function doorStream(name: string, path = `/${name}`): StreamDefinition {
  return {
    name,
    pagination: {
      kind: 'day-walk',
      request: (context, { date, isToday }) => ({
        method: 'GET',
        url: `${context.url}${path}?day=${date.toISOString().slice(0, 10)}${isToday ? '&open=1' : ''}`,
        headers: {},
      }),
    },
    timeoutMs: 10_000,
    maxAnswerBytes: 1_000_000,
    readRecords: (answer) =>
      Array.isArray(answer)
        ? ok(answer)
        : failed(appError('unexpected-response', 'This is not the door API.', 'Check the base URL.')),
    recognise: (record) => (typeof record === 'object' && record !== null && 'door' in record ? 1 : 0),
    secretFields: [['code']],
    secretType: () => 'DOOR_CODE',
    naturalKey: (record, secret) => [(record as StoredDoor).id, secret?.fingerprint ?? null],
    versions: 'none',
    mappingVersion: 1,
    map(record, { secret }) {
      const door = record as StoredDoor;
      if (door.door === 'throws') throw new Error(`never show ${door.id}`);
      if (typeof door.at !== 'string') return failed('at is not text.');
      return ok(doorEvent(door, Date.parse(door.at), secret === null ? null : 'DOOR_CODE'));
    },
  };
}

function doorEvent(door: StoredDoor, timeMs: number, secretType: string | null): NormalisedEvent {
  return {
    timeUs: timeMs * 1_000,
    vendorEventId: door.id,
    operation: 'door-opened',
    resource: door.door,
    secretType,
    ocsf: {
      class_uid: 0,
      class_name: 'Base Event',
      category_uid: 0,
      category_name: 'Uncategorized',
      activity_id: 0,
      activity_name: 'Unknown',
      type_uid: 0,
      severity_id: 1,
      message: `Door ${door.door} opened`,
      time: timeMs,
      metadata: { version: '1.5.0', product: { vendor_name: 'Doors' } },
    },
    ecs: { '@timestamp': new Date(timeMs).toISOString() },
  };
}

export function doorVendor(streams: readonly StreamDefinition[] = [doorStream('doors')]): VendorDefinition {
  return {
    descriptor: {
      vendor: 'doors',
      title: 'Doors',
      summary: 'Doors that open.',
      url: { name: 'url', label: 'Address', help: '', required: true },
      credentials: [{ name: 'key', label: 'Key', help: 'Cut by the locksmith.', required: true }],
      settings: [{ name: 'wing', label: 'Wing', help: '', required: false }],
      streams: streams.map(({ name }) => ({
        name,
        title: name,
        summary: '',
        enabled: true,
        intervalSeconds: 600,
        lookBackDays: 3,
        pageSize: null,
        retentionDays: null,
        permissions: [],
      })),
      setUpSteps: [],
      permissions: [],
    },
    streams,
    auth: { kind: 'static', headers: (context) => ({ 'x-key': context.credentials.key ?? '' }) },
    secretsInRequests: (context) => Object.values(context.credentials),
  };
}

/** Doors that opened on a day, by number. */
export function doorsOf(day: string, count: number, first = 0): Door[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${day}-${first + index}`,
    at: `${day}T08:00:00.000Z`,
    door: `north ${first + index}`,
  }));
}
