import { describe, expect, it } from 'vitest';
import { auditLogStream } from '../../../../main/vendors/hanzo-kms/audit-log.stream.ts';
import { processRecord } from '../../../helpers/vendor-records.ts';

const common = {
  id: '0e1f2a3b-0000-4000-8000-000000000001',
  ipAddress: '198.51.100.4',
  userAgent: 'cli',
  userAgentType: 'cli',
  orgId: 'org-1',
  projectId: 'project-1',
  projectName: 'payments',
};
const times = {
  createdAt: '2026-03-02T09:15:27.481Z',
  updatedAt: '2026-03-02T09:15:27.481Z',
  expiresAt: '2026-05-31T09:15:27.481Z',
};
const actorMetadata = { userId: 'user-1', email: 'ada@example.com', username: 'ada' };
const eventMetadata = {
  environment: 'prod',
  secretPath: '/',
  secretId: 's-1',
  secretKey: 'DB_PASSWORD',
  secretVersion: 2,
};
const flat = { ...common, ...times, actor: 'user', actorMetadata, eventType: 'get-secret', eventMetadata };
const nested = {
  ...common,
  ...times,
  actor: { type: 'user', metadata: actorMetadata },
  event: { type: 'get-secret', metadata: eventMetadata },
};
const { createdAt: _1, updatedAt: _2, expiresAt: _3, ...untimed } = flat;
const azure = { ...untimed, TimeGenerated: times.createdAt };
const splunk = (event: unknown) => ({
  time: 1_772_450_000,
  host: 'kms',
  source: 'kms',
  sourcetype: '_json',
  event,
});
const ofDatadog = { ddsource: 'kms', ddtags: 'env:prod', service: 'kms', hostname: 'kms.example.com' };

const forms: readonly (readonly [string, unknown])[] = [
  ['flat', flat],
  ['of the list API', nested],
  ['in an answer of the list API', { auditLogs: [nested] }],
  ['of Azure', azure],
  ['of Azure in a batch', [azure]],
  ['of Azure with both times', { ...flat, TimeGenerated: '2026-03-02T09:15:27.4810000Z' }],
  [
    'of Azure, out of a table',
    { ...azure, actorMetadata: JSON.stringify(actorMetadata), eventMetadata: JSON.stringify(eventMetadata) },
  ],
  ['of Splunk', splunk(flat)],
  ['of Splunk around the nested one', splunk(nested)],
  ['of Splunk, exported', { preview: false, result: { _raw: JSON.stringify(flat), _time: '2026-03-02' } }],
  ['of Datadog', { ...flat, ...ofDatadog }],
  ['of Datadog in a batch', [{ ...flat, ...ofDatadog, timestamp: times.createdAt }]],
  ['of Datadog, exported', { id: 'AZ', type: 'log', attributes: { service: 'kms', attributes: flat } }],
  ['of Cribl', { _raw: JSON.stringify(flat), _time: 1_772_450_000, cribl_pipe: 'main' }],
];

const imported = (entry: unknown) =>
  auditLogStream.readImported(entry).map((record) => processRecord(auditLogStream, record));

describe('one event in its many forms', () => {
  it.each(forms)('is the same event when it comes %s', (_name, entry) => {
    const [outcome, ...others] = imported(entry);
    expect(others).toEqual([]);
    if (outcome === undefined || !('event' in outcome)) throw new Error('It was not taken.');
    expect(outcome.naturalKey).toEqual([common.id]);
    expect(outcome.event).toMatchObject({
      timeUs: Date.parse(times.createdAt) * 1_000,
      vendorEventId: common.id,
      operation: 'get-secret',
      actor: 'ada',
      userEmail: 'ada@example.com',
      srcIp: '198.51.100.4',
      resource: 'prod:/DB_PASSWORD',
      ocsf: {
        class_uid: 6003,
        activity_id: 2,
        metadata: { uid: common.id, event_code: 'get-secret', tenant_uid: 'org-1' },
        actor: { user: { uid: 'user-1', name: 'ada', type_id: 1 } },
        resources: [{ uid: 's-1', name: 'prod:/DB_PASSWORD', version: '2', namespace: 'project-1' }],
      },
    });
  });

  it('has the very same record whether it was collected or delivered', () => {
    const collected = auditLogStream.readRecords({ auditLogs: [nested] });
    expect(collected).toEqual({ ok: true, value: auditLogStream.readImported(flat) });
    expect(auditLogStream.readImported(flat)).toEqual([flat]);
  });

  it('is recognised in every form, and other vendors’ records are not', () => {
    const sure = forms.filter(([, entry]) =>
      auditLogStream.readImported(entry).every((record) => auditLogStream.recognise(record) === 1),
    );
    expect(sure).toHaveLength(forms.length);
    expect(auditLogStream.recognise(splunk(nested))).toBe(1);
    const others = [
      { id: '1', eventType: 'USER_LOGIN', eventTime: '2026-03-02T09:15:27Z', subject: 'u' },
      { id: '1', activityDateTime: '2026-03-02T09:15:27Z', activityDisplayName: 'Add user' },
      { id: '1', createdAt: '2026-03-02T09:15:27Z', activityType: 27 },
      { request_id: 'r', secret_type: 'JWT' },
      { ping: 'ok' },
      'text',
      null,
    ];
    expect(others.map((record) => auditLogStream.recognise(record))).toEqual(others.map(() => 0));
  });

  it('keeps what a receiver put around it, beside the record', () => {
    const [record] = auditLogStream.readImported({ ...flat, ...ofDatadog });
    expect(record).toEqual({ ...flat, delivery: ofDatadog });
    const [ofSplunk] = auditLogStream.readImported(splunk(flat));
    expect(ofSplunk).toMatchObject({ delivery: { host: 'kms', time: 1_772_450_000 } });
  });

  it('has its own time, not the one at which it was sent', () => {
    const [outcome] = imported(splunk(nested));
    expect(outcome).toMatchObject({ event: { timeUs: Date.parse(times.createdAt) * 1_000 } });
  });
});

describe('the test message of a new log stream', () => {
  it.each([
    ['bare', { ping: 'ok' }],
    ['to Azure', [{ ping: 'ok', TimeGenerated: '2026-03-02T09:15:27.481Z' }]],
    ['to Splunk', splunk({ ping: 'ok' })],
    ['to Datadog', [{ ping: 'ok', ...ofDatadog }]],
    ['within _raw', { _raw: '{"ping":"ok"}', _time: 1 }],
  ])('is no event when it comes %s', (_name, entry) => {
    expect(auditLogStream.readImported(entry)).toEqual([]);
  });

  it('hides no event beside it', () => {
    expect(auditLogStream.readImported([{ ping: 'ok' }, flat])).toEqual([flat]);
    expect(auditLogStream.readImported({ ...flat, ping: 'ok' })).toHaveLength(1);
  });
});

describe('what is no record of this log', () => {
  it.each([['text'], [7], [null], [{}], [{ event: 'x' }], [{ message: 'no JSON {' }]])(
    'is rejected when %j is imported',
    (entry) => {
      expect(imported(entry)).toEqual([{ rejected: expect.stringMatching(/^(The record is|id is)/) }]);
    },
  );

  it.each([[[]], [{}], [{ auditLogs: null }], [{ data: [] }], ['text'], [null]])(
    'fails the answer %j as a whole',
    (answer) => {
      expect(auditLogStream.readRecords(answer)).toMatchObject({
        ok: false,
        error: { kind: 'unexpected-response' },
      });
    },
  );

  it('keeps each element of a list as a record of its own, whatever it is', () => {
    expect(auditLogStream.readRecords({ auditLogs: [null, 'text', nested] })).toMatchObject({
      ok: true,
      value: [null, 'text', { id: common.id }],
    });
  });
});
