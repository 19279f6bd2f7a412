import { describe, expect, it } from 'vitest';
import { sentinelone } from '../../../../main/vendors/sentinelone/sentinelone.ts';
import type { NormalisedEvent } from '../../../../shared/normalised-event.ts';
import { ocsfProblems, processRecord } from '../../../helpers/vendor-records.ts';

/** The columns that analysts filter by, of records such as another console may send. */
function columnsOf(name: string, record: object): NormalisedEvent {
  const stream = sentinelone.streams.find((one) => one.name === name);
  if (stream === undefined) throw new Error(`No stream ${name}`);
  const outcome = processRecord(stream, record);
  if ('rejected' in outcome) throw new Error(outcome.rejected);
  expect(ocsfProblems(outcome.event.ocsf)).toEqual([]);
  return outcome.event;
}

const createdAt = '2026-03-02T10:00:00.000001Z';

describe('the columns of an activity', () => {
  const activity = (fields: object) =>
    columnsOf('activity', { id: '1', activityType: 5, createdAt, ...fields });

  it('name the group, the site or the user that it is about as the resource', () => {
    const group = { groupId: '4', groupName: 'Harbour', primaryDescription: 'Ada created group Harbour.' };
    expect(activity(group).resource).toBe('Harbour');
    expect(activity({ siteId: '5', siteName: 'North' }).resource).toBe('North');
    expect(activity({ data: { byUser: 'Ada', username: 'Ben', role: 'Viewer' } }).resource).toBe('Ben');
    expect(activity({}).resource).toBeNull();
  });

  it('name a file before all that', () => {
    const event = activity({ threatId: '7', siteName: 'North', data: { fileDisplayName: 'a.exe' } });
    expect(event.resource).toBe('a.exe');
  });

  it('leave the endpoint to its own column', () => {
    const event = activity({ agentId: '9', data: { computerName: 'FH-1', externalIp: '203.0.113.20' } });
    expect(event).toMatchObject({ resource: null, deviceName: 'FH-1', srcIp: '203.0.113.20' });
  });

  it('hold the address that a person came from before that of an endpoint', () => {
    const data = { username: 'Ada', ipAddress: '203.0.113.9', externalIp: '203.0.113.20' };
    expect(activity({ data }).srcIp).toBe('203.0.113.9');
  });
});

describe('the columns of a threat', () => {
  const threat = (info: object, detection: object = {}) =>
    columnsOf('threat', {
      id: '7',
      threatInfo: { updatedAt: createdAt, threatName: 'a.exe', ...info },
      agentDetectionInfo: { agentIpV4: '192.0.2.44,192.0.2.45', ...detection },
    });

  it('hold the endpoint’s own address', () => expect(threat({}).srcIp).toBe('192.0.2.44'));

  it('name the person at the endpoint where no process has a user', () => {
    const seen = { agentLastLoggedInUserName: 'FERNHILL\\ben', agentLastLoggedInUserMail: 'ben@example.com' };
    expect(threat({}, seen)).toMatchObject({ actor: null, userName: 'ben', userEmail: 'ben@example.com' });
    expect(threat({ processUser: 'NT AUTHORITY\\SYSTEM' }, seen)).toMatchObject({
      actor: 'NT AUTHORITY\\SYSTEM',
      userName: 'SYSTEM',
      userEmail: null,
    });
  });

  it('keep an address that is none where it was', () => {
    const { ecs } = threat({}, { agentIpV6: 'unknown' });
    expect(ecs).toMatchObject({
      sentinel_one: {
        threat: { detection: { agent: { ipv4: ['192.0.2.44', '192.0.2.45'], ipv6: 'unknown' } } },
      },
    });
  });
});

describe('the columns of an alert', () => {
  const alert = (info: object, rest: object = {}) =>
    columnsOf('alert', {
      alertInfo: { alertId: '3', createdAt, srcMachineIp: '192.0.2.44', ...info },
      sourceProcessInfo: { name: 'b.exe', filePath: 'C:\\b.exe', pid: '5', user: 'NT AUTHORITY\\SYSTEM' },
      ...rest,
    });

  it.each([
    [{ dnsRequest: 'bad.example.com', dstIp: '203.0.113.80' }, {}, 'bad.example.com'],
    [{ registryKeyPath: 'MACHINE\\Run' }, {}, 'MACHINE\\Run'],
    [{ modulePath: 'C:\\m.dll' }, {}, 'C:\\m.dll'],
    [{ dstIp: '203.0.113.80' }, {}, '203.0.113.80'],
    [{}, { targetProcessInfo: { tgtFilePath: 'C:\\c.txt', tgtProcName: 'd.exe' } }, 'C:\\c.txt'],
    [{}, { targetProcessInfo: { tgtProcName: 'd.exe' } }, 'd.exe'],
    [{}, {}, 'C:\\b.exe'],
  ])('name what was reached for in %j %j', (info, rest, resource) => {
    expect(alert(info, rest).resource).toBe(resource);
  });

  it('name who signed in, not the system that let them', () => {
    expect(alert({ loginsUserName: 'FERNHILL\\ben' })).toMatchObject({
      userName: 'ben',
      actor: 'NT AUTHORITY\\SYSTEM',
      srcIp: '192.0.2.44',
    });
  });
});

describe('the columns of a threat event', () => {
  const event = (fields: object) =>
    columnsOf('threat-event', {
      id: '2',
      createdAt,
      agentId: '9',
      agentName: 'FH-1',
      agentIp: '192.0.2.44',
      ...fields,
    });

  it('hold the endpoint’s address where the event has none', () => {
    expect(event({ eventType: 'File Creation' }).srcIp).toBe('192.0.2.44');
    expect(event({ eventType: 'IP Connect', srcIp: '192.0.2.9' }).srcIp).toBe('192.0.2.9');
  });

  it('name who signed in', () => {
    const people = { processUserName: 'SYSTEM', loginsUserName: 'FERNHILL\\ben' };
    expect(event({ eventType: 'Login', ...people }).userName).toBe('ben');
    expect(event({ eventType: 'File Creation', ...people }).userName).toBe('SYSTEM');
  });
});

describe('what came as text', () => {
  it('is a number in the ECS form where Elastic’s field is one', () => {
    expect(columnsOf('activity', { id: '1', createdAt, activityType: '4003' }).ecs).toMatchObject({
      sentinel_one: { activity: { type: 4003 } },
    });
    const alert = { alertInfo: { alertId: '3', createdAt }, targetProcessInfo: { tgtProcPid: '12' } };
    expect(columnsOf('alert', alert).ecs).toMatchObject({
      sentinel_one: { alert: { target: { process: { proc: { pid: 12 } } } } },
    });
  });

  it('tells the rule of an activity in either spelling', () => {
    const activity = { id: '1', createdAt, activityType: 3608 };
    expect(columnsOf('activity', { ...activity, data: { ruleid: '6', rulename: 'R' } }).ecs.rule).toEqual({
      id: '6',
      name: 'R',
    });
    expect(columnsOf('activity', { ...activity, data: { ruleId: '6', ruleName: 'R' } }).ecs.rule).toEqual({
      id: '6',
      name: 'R',
    });
  });
});

describe('a credential of the console', () => {
  it.each(['activity', 'threat', 'threat-event', 'alert', 'agent', 'group'])(
    'is masked at any depth of a record of %s',
    (name) => {
      const stream = sentinelone.streams.find((one) => one.name === name);
      if (stream === undefined) throw new Error(`No stream ${name}`);
      const more = { registrationToken: 'fake-token-000111', nested: [{ licenseKey: 'FAKE-LICENCE-22' }] };
      const record = {
        id: '1',
        createdAt,
        updatedAt: createdAt,
        data: more,
        threatInfo: { updatedAt: createdAt, more },
        alertInfo: { alertId: '1', createdAt, more },
        registrationToken: 'fake-token-000111',
        licenseKey: 'FAKE-LICENCE-22',
        comments: 'It was fake-token-000111',
      };
      const all = JSON.stringify(processRecord(stream, record));
      expect(all).toContain('‹secret:');
      expect(all).not.toMatch(/fake-token|FAKE-LICENCE/);
    },
  );
});

describe('a vulnerability without a CVE', () => {
  it('is recognised by its scan', () => {
    const stream = sentinelone.streams.find(({ name }) => name === 'application-risk');
    const risk = { id: '1', applicationName: 'A', applicationVersion: '1', endpointId: '9', daysDetected: 3 };
    expect(stream?.recognise(risk)).toBeGreaterThan(0.5);
    expect(stream?.recognise({ id: '1', applicationName: 'A', endpointId: '9', version: '1' })).toBe(0);
    expect(columnsOf('application-risk', risk).ocsf.vulnerabilities).toMatchObject([
      { advisory: { uid: '1' } },
    ]);
  });
});

describe('a key that would become a record’s kind', () => {
  it('lends the record no fields', () => {
    const record = JSON.parse('{"id":"1","createdAt":"2026-03-02T10:00:00Z","__proto__":{"threatId":"7"}}');
    expect(columnsOf('activity', record).ecs).not.toHaveProperty('sentinel_one.activity.threat');
  });
});
