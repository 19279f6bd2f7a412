import type { EventRow } from '../../../shared/event-record.ts';
import type { FakeEvent } from './fake-event.ts';
import { hex, seeded } from './fake-random.ts';

const secretTypes = [
  ['GENERIC_CREDS', 40],
  ['GENERIC_CREDS_WINDOWS_PASSWORD', 16],
  ['AWS_ACCESS_KEY_ID', 14],
  ['GITHUB_PERSONAL_ACCESS_TOKEN', 9],
  ['SLACK_BOT_TOKEN', 6],
  ['JWT', 5],
  ['AZURE_STORAGE_ACCOUNT_KEY', 4],
  ['PRIVATE_KEY_RSA', 3],
  ['STRIPE_LIVE_SECRET_KEY', 2],
  ['NPM_ACCESS_TOKEN', 1],
] as const;

const severityOfType = new Map<string, number>([
  ['AWS_ACCESS_KEY_ID', 5],
  ['PRIVATE_KEY_RSA', 5],
  ['STRIPE_LIVE_SECRET_KEY', 5],
  ['GITHUB_PERSONAL_ACCESS_TOKEN', 4],
  ['AZURE_STORAGE_ACCOUNT_KEY', 4],
  ['SLACK_BOT_TOKEN', 4],
  ['GENERIC_CREDS_WINDOWS_PASSWORD', 3],
]);

/** An exposed secret, or a scan that found none. */
export function entroEvent(index: number, time: number, random: () => number): FakeEvent {
  const hasSecret = random() < 0.62;
  const type = hasSecret ? weighted(random) : null;
  const line = Math.ceil(random() * 900);
  const length = type === null ? null : 12 + ((type.length * 7) % 52);
  const place = `repo/${['billing', 'infra', 'web', 'mobile', 'data-lake'][index % 5]}/config-${index % 37}.yaml`;
  const row = {
    event_id: hex(random, 32),
    time,
    received_at: time + 90_000_000,
    source_id: 'entro-main',
    source_name: index % 9 === 0 ? 'Entro test' : 'Entro',
    vendor: 'entro',
    stream: 'audit',
    vendor_event_id: `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`,
    class_uid: hasSecret ? 2006 : 6007,
    class_name: hasSecret ? 'Data Security Finding' : 'Scan Activity',
    activity_id: hasSecret ? 1 : 2,
    activity_name: hasSecret ? 'Create' : 'Completed',
    type_uid: hasSecret ? 200601 : 600702,
    severity_id: type === null ? 1 : (severityOfType.get(type) ?? 2),
    status_id: hasSecret ? 1 : null,
    status: hasSecret ? 'New' : null,
    operation: null,
    message: type === null ? 'Scan found no secret' : `${type} exposed on line ${line} of ${place}`,
    actor: null,
    user_name: null,
    user_email: null,
    user_uid: null,
    src_ip: null,
    device_name: null,
    resource: type === null ? null : place,
    secret_type: type,
    secret_fingerprint: type === null ? null : fingerprint(type, Math.floor(random() * random() * 400)),
    secret_length: length,
    secret_line: type === null ? null : line,
    is_latest: 'true',
    object_uid: null,
    run_id: '00000000-0000-4000-8000-000000000001',
  };
  return { row, ...documentsOf(row) };
}

function documentsOf(row: EventRow): Omit<FakeEvent, 'row'> {
  const print = row.secret_fingerprint ?? null;
  const marker = `‹secret:fp:${String(print).slice(0, 8)}›`;
  const date = new Date(Number(row.time) / 1_000).toISOString();
  return {
    ocsf: {
      class_uid: row.class_uid,
      class_name: row.class_name,
      activity_id: row.activity_id,
      activity_name: row.activity_name,
      severity_id: row.severity_id,
      time: Number(row.time) / 1_000,
      message: row.message,
      metadata: {
        version: '1.5.0',
        product: { vendor_name: 'Entro', name: 'Entro' },
        uid: row.vendor_event_id,
      },
      ...(print === null
        ? { num_detections: 0 }
        : {
            finding_info: { title: `Exposed secret: ${row.secret_type}`, data_sources: ['GitHub'] },
            data_security: { detection_pattern: row.secret_type, data_lifecycle_state_id: 0 },
          }),
      unmapped: {},
    },
    ecs: {
      '@timestamp': date,
      event: { kind: 'event', dataset: 'entro.audit', id: row.vendor_event_id },
      ...(print === null ? {} : { secret: { type: row.secret_type, line: row.secret_line, value: marker } }),
    },
    raw: {
      date,
      request_id: row.vendor_event_id,
      ...(print === null
        ? {}
        : { secret_type: row.secret_type, exposed_value: marker, line_number: row.secret_line }),
    },
  };
}

function weighted(random: () => number): string {
  let left = random() * 100;
  for (const [type, weight] of secretTypes) {
    left -= weight;
    if (left <= 0) return type;
  }
  return secretTypes[0][0];
}

function fingerprint(type: string, number: number): string {
  return hex(seeded(type.length * 1_000 + number), 32);
}
