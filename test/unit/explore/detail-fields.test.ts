import { describe, expect, it } from 'vitest';
import { classFields } from '../../../renderer/explore/detail/detail-fields.ts';
import { readPath } from '../../../renderer/explore/detail/read-path.ts';
import type { EventDetail } from '../../../shared/event-record.ts';

const detail: EventDetail = {
  row: { event_id: 'e1', class_uid: 3002, class_name: 'Authentication', status: 'Success' },
  observables: [],
  ocsf: {
    is_mfa: true,
    service: { name: 'Payroll' },
    auth_factors: [{ factor_type: 'Password' }, { factor_type: 'OTP' }, { factor_type: 'OTP' }],
    src_endpoint: { location: { country: 'DE' } },
    status_detail: '',
  },
  ecs: { process: { name: 'sshd' } },
  raw: { a: [{ b: [1, 2] }] },
  versions: [],
  sameSecretCount: 0,
};

describe('what an event holds at a path', () => {
  it('is found below lists, each value once', () => {
    expect(readPath(detail, 'auth_factors.factor_type')).toBe('Password, OTP');
    expect(readPath(detail, 'raw.a.b')).toBe('1, 2');
  });

  it('is that of ECS where OCSF has none', () => {
    expect(readPath(detail, 'process.name')).toBe('sshd');
  });

  it('is nothing for a column, an object or a path that leads nowhere', () => {
    expect([
      readPath(detail, 'status'),
      readPath(detail, 'ocsf.service'),
      readPath(detail, 'raw.x.y'),
    ]).toEqual([null, null, null]);
  });
});

describe('the summary of an event', () => {
  it('has the fields that its class is looked at by, without empty ones', () => {
    expect(classFields(detail)).toEqual([
      { name: 'src_endpoint.location.country', value: 'DE' },
      { name: 'ocsf.service.name', value: 'Payroll' },
      { name: 'auth_factors.factor_type', value: 'Password, OTP' },
      { name: 'ocsf.is_mfa', value: 'true' },
    ]);
  });
});
