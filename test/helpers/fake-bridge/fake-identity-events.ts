import type { EventRow } from '../../../shared/event-record.ts';
import type { FakeEvent } from './fake-event.ts';
import { hex, oneOf } from './fake-random.ts';

const people = ['ada', 'grace', 'edsger', 'barbara', 'alan', 'annie', 'radia', 'ken', 'margaret'] as const;
const countries = ['DE', 'FR', 'NL', 'US', 'BR', 'SG'] as const;
const applications = ['Payroll', 'Mail', 'Wiki', 'Build server', 'Customer records'] as const;
const factors = ['Password', 'Push Notification', 'WebAuthn', 'OTP', 'SMS'] as const;
const roles = ['Global Administrator', 'User Administrator', 'Reports Reader'] as const;
const departments = ['Finance', 'Operations', 'Research', 'Sales'] as const;

interface Drawn {
  readonly event_id: string;
  readonly time: number;
  readonly random: () => number;
}

/** The columns that each of these events has, whatever it is about. */
export function fakeRow({ event_id, time, random }: Drawn, over: EventRow): EventRow {
  return {
    event_id,
    time,
    received_at: time + 120_000_000,
    vendor_event_id: `${hex(random, 8)}-${hex(random, 12)}`,
    severity_id: 1,
    status: null,
    is_latest: 'true',
    object_uid: null,
    secret_type: null,
    secret_fingerprint: null,
    secret_length: null,
    run_id: '00000000-0000-4000-8000-000000000002',
    ...over,
  };
}

/** A sign-in, an administrative change, a role or an account of a directory. */
export function identityEvent(index: number, time: number, random: () => number): FakeEvent {
  const drawn = { event_id: hex(random, 32), time, random };
  if (index % 40 === 0) return roleChange(drawn);
  if (index % 25 === 0) return account(drawn, index);
  return signIn(drawn, index);
}

function signIn(drawn: Drawn, index: number): FakeEvent {
  const { random } = drawn;
  const isEntra = index % 3 !== 0;
  const who = `${oneOf(random, people)}@example.com`;
  const isFailure = random() < 0.12;
  const isMfa = random() < 0.7;
  const risk = random() < 0.03 ? 4 : 1;
  const operation = isEntra
    ? 'interactiveUser'
    : isFailure
      ? oneOf(random, ['AuthenticationDeniedEvent', 'AuthenticationLockedEvent'])
      : oneOf(random, ['AuthenticationPasswordSuccessEvent', 'AuthenticationTokenPushSuccessEvent']);
  const row = fakeRow(drawn, {
    source_id: isEntra ? 'entra' : 'entrust',
    source_name: isEntra ? 'Entra ID' : 'Entrust',
    vendor: isEntra ? 'entra-id' : 'entrust-idaas',
    stream: isEntra ? 'sign-in-interactive' : 'authentication',
    class_uid: 3002,
    class_name: 'Authentication',
    activity_id: 1,
    activity_name: 'Logon',
    severity_id: risk,
    status: isFailure ? 'Failure' : 'Success',
    operation,
    actor: who,
    user_name: who,
    user_email: who,
    src_ip: `198.51.100.${Math.floor(random() * 40)}`,
    message: `${who} ${isFailure ? 'failed to sign in' : 'signed in'}`,
  });
  const application = oneOf(random, applications);
  return {
    row,
    ocsf: {
      class_uid: 3002,
      is_mfa: isMfa,
      auth_protocol: isEntra ? 'OAUTH 2.0' : 'Token',
      auth_factors: isMfa
        ? [{ factor_type: 'Password' }, { factor_type: oneOf(random, factors) }]
        : [{ factor_type: 'Password' }],
      service: { name: application },
      actor: { app_name: application },
      src_endpoint: { ip: row.src_ip, location: { country: oneOf(random, countries) } },
      ...(isFailure
        ? { status_detail: oneOf(random, ['Wrong password', 'Blocked by policy', 'Account is locked']) }
        : {}),
    },
    ecs: { event: { category: ['authentication'], outcome: isFailure ? 'failure' : 'success' } },
    raw: { id: row.vendor_event_id, userPrincipalName: who },
  };
}

function roleChange(drawn: Drawn): FakeEvent {
  const role = oneOf(drawn.random, roles);
  const row = fakeRow(drawn, {
    source_id: 'entra',
    source_name: 'Entra ID',
    vendor: 'entra-id',
    stream: 'directory-audit',
    class_uid: 3005,
    class_name: 'User Access Management',
    activity_id: 1,
    activity_name: 'Assign Privileges',
    severity_id: role === 'Reports Reader' ? 1 : 3,
    status: 'Success',
    operation: 'Add member to role',
    actor: `${oneOf(drawn.random, people)}@example.com`,
    user_name: `${oneOf(drawn.random, people)}@example.com`,
    message: `Add member to role ${role}`,
  });
  return { row, ocsf: { class_uid: 3005, privileges: [role] }, ecs: {}, raw: {} };
}

function account(drawn: Drawn, index: number): FakeEvent {
  const name = `${oneOf(drawn.random, people)}.${index}@example.com`;
  const isSynced = drawn.random() < 0.6;
  const row = fakeRow(drawn, {
    source_id: 'entra',
    source_name: 'Entra ID',
    vendor: 'entra-id',
    stream: 'user',
    class_uid: 5003,
    class_name: 'User Inventory Info',
    activity_id: 2,
    activity_name: 'Collect',
    operation: 'user',
    user_name: name,
    user_email: name,
    object_uid: name,
    message: `User ${name}`,
  });
  return {
    row,
    ocsf: { class_uid: 5003, user: { name, full_name: name.split('@')[0] } },
    ecs: {
      entra_id: {
        user: {
          on_premises_sync_state: isSynced ? 'synced' : 'cloud only',
          ...(isSynced
            ? { on_premises_domain: 'corp.example', on_premises_sam_account_name: `U${index}` }
            : {}),
          account_enabled: drawn.random() < 0.95,
          user_type: drawn.random() < 0.1 ? 'Guest' : 'Member',
          department: oneOf(drawn.random, departments),
        },
      },
    },
    raw: { userPrincipalName: name },
  };
}
