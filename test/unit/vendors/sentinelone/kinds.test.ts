import { describe, expect, it } from 'vitest';
import { activityStream } from '../../../../main/vendors/sentinelone/activity.stream.ts';
import { threatEventStream } from '../../../../main/vendors/sentinelone/threat-event.stream.ts';
import { kindOf, spacedWords } from '../../../../main/vendors/sentinelone/threat-event-kind.ts';
import {
  ecsSeverityOf,
  incidentStatusOf,
  severityOf,
  verdictOf,
} from '../../../../main/vendors/sentinelone/words.ts';
import { ocsfProblems } from '../../../helpers/vendor-records.ts';

const context = { secret: null, receivedAtUs: Date.UTC(2026, 2, 3) * 1_000 };

describe('threat events', () => {
  const everything = {
    id: '1',
    createdAt: '2026-03-02T10:00:00Z',
    agentId: '9',
    agentName: 'FH-LAP-04',
    agentIp: '192.0.2.44',
    pid: '12',
    parentPid: '11',
    processName: 'a.exe',
    fileFullName: 'C:\\a.txt',
    oldFileName: 'C:\\b.txt',
    registryPath: 'MACHINE\\Example',
    registryValueName: 'Run',
    srcIp: '192.0.2.44',
    dnsRequest: 'x.example.com',
    networkUrl: 'https://x.example.com/',
    loginsUserName: 'ada',
    taskName: 'Updater',
    taskPath: 'C:\\Tasks\\Updater',
    cmdScript: 'echo 1',
    indicatorName: 'Something',
  };
  const types: readonly (readonly [objectType: string | null, eventType: string | null, type: number])[] = [
    ['process', 'Process Creation', 100701],
    ['process', 'PROCESSCREATION', 100701],
    ['process', 'Process Exit', 100702],
    ['process', 'processTermination', 100702],
    ['cross_process', 'Open Remote Process Handle', 100703],
    ['cross_process', 'Duplicate Process Handle', 100703],
    ['cross_process', 'Remote Thread Creation', 100704],
    ['process', 'Process Injection', 100704],
    ['process', 'Process Modification', 100799],
    ['file', 'File Creation', 100101],
    ['file', 'FILEMODIFICATION', 100103],
    ['file', 'file_deletion', 100104],
    ['file', 'fileRename', 100105],
    ['file', 'deleted', 100104],
    ['process', 'file', 100199],
    ['registry', 'Registry Key Create', 20100101],
    ['registry', 'RegistryKeyModified', 20100103],
    ['registry', 'Registry Key Delete', 20100104],
    ['registry', 'REGISTRY_KEY_RENAME', 20100105],
    ['registry', 'Registry Value Create', 20100202],
    ['registry', 'value modified', 20100203],
    [null, 'SCHEDTASKUPDATE', 100602],
    [null, 'SCHEDTASKDELETE', 100603],
    [null, 'SCHEDTASKTRIGGER', 100606],
    [null, 'WINLOGONATTEMPT', 300201],
    [null, 'WINLOGOFFATTEMPT', 300202],
    [null, 'DUPLICATEPROCESS', 100703],
    [null, 'PATCH', 400299],
    ['registry', 'Registry Value Delete', 20100204],
    ['module', 'Module Load', 100501],
    ['scheduled_task', 'Task Register', 100601],
    ['scheduled_task', 'Task Update', 100602],
    ['scheduled_task', 'Task Delete', 100603],
    ['scheduled_task', 'Task Start', 100606],
    ['command_script', 'Command Script', 100901],
    ['ip', 'IP Connect', 400101],
    ['ip', 'IP Listen', 400107],
    ['process', 'network', 400106],
    ['dns', 'DNS Resolved', 400301],
    ['DNS', null, 400301],
    ['url', 'GET', 400203],
    ['url', 'post', 400206],
    ['url', 'PROPFIND', 400299],
    [null, 'PUT', 400207],
    ['logins', 'Login', 300201],
    ['logins', 'Logout', 300202],
    ['indicators', 'Behavioral Indicators', 200401],
    ['tunnel', 'Quantum Leap', 200401],
  ];

  it.each(types)('of %s, %s are of type %i', (objectType, eventType, type) => {
    const mapped = threatEventStream.map({ ...everything, objectType, eventType }, context);
    const event = mapped.ok ? mapped.value.ocsf : null;
    expect(event?.type_uid).toBe(type);
    expect(ocsfProblems(event)).toEqual([]);
  });

  it.each(types)('of %s, %s without anything else are Base Events', (objectType, eventType) => {
    const mapped = threatEventStream.map(
      { id: '1', createdAt: '2026-03-02T10:00:00Z', objectType, eventType },
      context,
    );
    const event = mapped.ok ? mapped.value.ocsf : null;
    expect(event?.class_uid).toBe(0);
    expect(ocsfProblems(event)).toEqual([]);
  });

  it('say their kind by the event’s type before the object’s', () => {
    expect(kindOf(spacedWords('DNS Unresolved'), spacedWords('process'))).toBe('dns');
    expect(kindOf('', spacedWords('scheduled_task'))).toBe('job');
    expect(kindOf('', '')).toBeNull();
  });
});

describe('activities', () => {
  const map = (text: string, rest: object = {}) => {
    const mapped = activityStream.map(
      {
        id: '1',
        createdAt: '2026-03-02T10:00:00Z',
        activityType: 9_999,
        userId: '5',
        primaryDescription: text,
        data: { username: 'ada', byUser: 'bo', userScope: 'site' },
        ...rest,
      },
      context,
    );
    if (!mapped.ok) throw new Error(mapped.error);
    expect(ocsfProblems(mapped.value.ocsf)).toEqual([]);
    const { event } = mapped.value.ecs as {
      event: { category?: string[]; type?: string[]; outcome?: string; kind: string };
    };
    return { type: mapped.value.ocsf.type_uid, status: mapped.value.ocsf.status_id, ecs: event };
  };

  it.each([
    ['Ada LOGGED IN to the console', 300201, ['authentication'], ['start'], 'success'],
    ['Ada logged out', 300202, ['authentication'], ['end'], undefined],
    ['Ada failed to log in', 300201, ['authentication'], ['info'], 'failure'],
    ['Bo created user Ada', 300101, ['configuration'], ['creation'], undefined],
    ['Bo added the new user Ada', 300101, ['configuration'], ['creation'], undefined],
    ['Bo deleted user Ada', 300106, ['configuration'], ['deletion'], undefined],
    ['Bo changed the password of user Ada', 300103, undefined, ['info'], undefined],
    ['The password of user Ada was reset', 300104, undefined, ['info'], undefined],
    ['The management user Bo enabled 2FA on the user Ada', 300110, ['configuration'], ['info'], undefined],
    [
      'The management user Bo disabled two-factor authentication on the user Ada',
      300111,
      undefined,
      ['info'],
      undefined,
    ],
    ['User Bo added a recovery email', 300401, ['configuration'], ['creation'], undefined],
    ['Bo edited the policy', 300403, ['configuration'], ['change'], undefined],
    ['Bo deleted a group', 300404, ['configuration'], ['deletion'], undefined],
    ['Bo enabled a rule', 300408, ['configuration'], ['info'], undefined],
    ['Bo disabled a rule', 300409, undefined, ['info'], undefined],
    ['A verification email was sent', 300499, ['email'], ['info'], undefined],
    ['Something happened', 300499, undefined, ['info'], undefined],
  ])('“%s”', (text, type, category, types, outcome) => {
    const { ecs, ...activity } = map(text);
    expect(activity.type).toBe(type);
    expect({ category: ecs.category, type: ecs.type, outcome: ecs.outcome }).toEqual({
      category,
      type: types,
      outcome,
    });
  });

  it('about a threat are told by its classification, whatever they say', () => {
    const about = (threatClassification: string) =>
      map('Somebody logged in and deleted user X', { threatId: '3', data: { threatClassification } });
    for (const word of ['exploit', 'PUA'])
      expect(about(word).ecs).toMatchObject({ category: ['threat'], type: ['indicator'] });
    for (const word of ['Malware', 'ransomware', 'TROJAN', 'Downloader']) {
      expect(about(word).ecs).toMatchObject({ category: ['malware'], type: ['info'] });
    }
    expect(about('Worm').ecs.category).toBeUndefined();
    expect(about('Worm').type).toBe(300499);
  });

  it('are alerts where the console is confident', () => {
    expect(map('x', { data: { confidenceLevel: 'Malicious' } }).ecs.kind).toBe('alert');
    expect(map('x', { data: { confidenceLevel: 'benign' } }).ecs.kind).toBe('event');
  });

  it('that only look like a sign-in, without anybody, stay in Entity Management', () => {
    expect(map('Somebody logged in', { userId: null, data: null }).type).toBe(300499);
  });
});

describe('words of a console', () => {
  it('mean the same in every case', () => {
    expect(['Low', 'MEDIUM', 'high', 'Critical', 'none', null].map(severityOf)).toEqual([2, 3, 4, 5, 0, 0]);
    expect(['Low', 'MEDIUM', 'high', 'Critical', null].map(ecsSeverityOf)).toEqual([21, 47, 73, 99, null]);
    expect(['Unresolved', 'IN_PROGRESS', 'In progress', 'resolved', 'odd'].map(incidentStatusOf)).toEqual([
      1, 2, 2, 4, 0,
    ]);
    expect(
      ['True positive', 'false_positive', 'SUSPICIOUS', 'Undefined'].map(
        (word) => verdictOf(word)?.verdict_id,
      ),
    ).toEqual([2, 1, 4, undefined]);
  });
});
