import { describe, expect, it } from 'vitest';
import { ecsNames, snakeCase, vendorFields } from '../../../../main/vendors/sentinelone/ecs-names.ts';
import { sentinelone } from '../../../../main/vendors/sentinelone/sentinelone.ts';
import { readFixture } from '../../../helpers/vendor-records.ts';

const context = { secret: null, receivedAtUs: Date.UTC(2026, 2, 3) * 1_000 };

/** The ECS form of one row of a stream's ordinary fixture, with the changes, as dotted names. */
function ecsOf(
  name: string,
  row = 0,
  change: (record: Record<string, unknown>) => object = (record) => record,
) {
  const stream = sentinelone.streams.find((one) => one.name === name);
  const records = stream?.readRecords(readFixture('sentinelone', name, 'ordinary'));
  const record = records?.ok ? (records.value[row] as Record<string, unknown>) : {};
  const mapped = stream?.map({ ...record, ...change(record) }, context);
  return mapped?.ok ? flat(mapped.value.ecs) : {};
}

function flat(value: unknown, path = ''): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [path]: value };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, child]) => flat(child, path === '' ? key : `${path}.${key}`)),
  );
}

const byStream: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  agent: {
    '@timestamp': '2026-03-02T10:00:06.123456Z',
    'event.dataset': 'sentinel_one.agent',
    'event.kind': 'event',
    'event.category': ['host'],
    'event.type': ['info'],
    'event.id': '1840000000000000004',
    'host.id': '1840000000000000004',
    'host.name': 'FH-LAP-04',
    'host.domain': 'FERNHILL',
    'host.ip': ['203.0.113.20'],
    'host.mac': ['00-00-5E-00-53-0A'],
    'host.os.name': 'Windows 11 Pro',
    'host.os.type': 'windows',
    'host.os.version': '22631',
    'host.architecture': '64 bit',
    'observer.version': '24.1.2.6',
    'group.name': 'Workstations',
    'related.hosts': ['FH-LAP-04', 'FERNHILL'],
    'related.ip': ['203.0.113.20', '192.0.2.44', '2001:db8::44', '192.0.2.1'],
    'sentinel_one.account.name': 'Fernhill',
    'sentinel_one.site.id': '1830000000000000201',
    'sentinel_one.site.name': 'Harbour',
    'sentinel_one.agent.active_threats_count': 1,
    'sentinel_one.agent.is_up_to_date': false,
    'sentinel_one.agent.last_ip_to_mgmt': '192.0.2.44',
  },
  alert: {
    '@timestamp': '2026-03-02T11:30:00.004Z',
    'event.id': '1920000000000000001',
    'event.kind': 'event',
    'event.category': ['malware'],
    'event.severity': 73,
    'rule.id': '1850000000000000001',
    'rule.name': 'Encoded command',
    'rule.description': 'A shell with an encoded command',
    'host.name': 'FH-LAP-04',
    'host.type': 'laptop',
    'host.os.family': 'windows',
    'host.os.name': 'Windows 11 Pro',
    'host.os.version': '22631',
    'observer.serial_number': '0f0e0d0c0b0a09080706050403020100',
    'observer.version': '24.1.2.6',
    'process.name': 'powershell.exe',
    'process.pid': 4912,
    'process.start': '2026-03-02T11:29:00.250000Z',
    'process.entity_id': 'E1',
    'process.user.name': 'SYSTEM',
    'process.user.domain': 'NT AUTHORITY',
    'process.code_signature.signing_id': 'EXAMPLE SOFTWARE',
    'process.parent.pid': 4100,
    'process.parent.user.name': 'ben',
    'sentinel_one.alert.info.event_type': 'PROCESSCREATION',
    'sentinel_one.alert.info.status': 'Unresolved',
    'sentinel_one.alert.rule.severity': 'High',
  },
  application: {
    'event.category': ['package'],
    'package.name': 'Example Zip & Co + more',
    'package.version': '2.1',
    'package.size': 5601,
    'package.installed': '2025-01-28T07:15:57Z',
    'host.name': 'FH-LAP-04',
    'host.type': 'laptop',
    'host.os.name': 'Windows 11 Pro',
    'host.os.type': 'windows',
    'host.os.full': 'Windows 11 Pro 22631',
    'sentinel_one.account.name': 'Fernhill',
    'sentinel_one.application.application_vendor': 'Example Söftware',
    'sentinel_one.application.endpoint_id': '1840000000000000004',
    'sentinel_one.application.core_count': 8,
  },
  'application-risk': {
    '@timestamp': '2026-03-01T19:25:47.000Z',
    'event.created': '2026-01-02T04:46:51.710569Z',
    'event.kind': 'state',
    'event.category': ['vulnerability'],
    'event.outcome': 'success',
    'event.severity': 73,
    'vulnerability.id': 'CVE-2025-10001',
    'vulnerability.cve': 'CVE-2025-10001',
    'vulnerability.score.base': 7,
    'vulnerability.score.version': '3.1',
    'vulnerability.package.published_date': '2025-01-20T07:04:04Z',
    'package.name': 'Example Zip',
    'package.version': '2.1',
    'host.id': '1840000000000000004',
    'resource.id': '1840000000000000004',
    'resource.name': 'FH-LAP-04',
    'sentinel_one.application_risk.severity': 'HIGH',
    'sentinel_one.application_risk.days_detected': 59,
    'sentinel_one.application_risk.status': 'Detected',
  },
  group: {
    'event.category': ['iam'],
    'event.type': ['info'],
    'group.id': '1830000000000000301',
    'group.name': 'Workstations',
    'user.full_name': 'ada.finch@example.com',
    'sentinel_one.group.creator.id': '1830000000000000401',
    'sentinel_one.group.agent.count': 31,
    'sentinel_one.site.id': '1830000000000000201',
  },
  threat: {
    '@timestamp': '2026-03-02T10:00:00.200Z',
    'event.kind': 'alert',
    'event.category': ['malware'],
    'event.type': ['info'],
    'event.action': 'On-Write Static AI',
    message: 'Threat Detected: dropper.exe (malicious)',
    'file.path': '\\Device\\HarddiskVolume3\\Users\\ben\\Downloads\\dropper.exe',
    'threat.indicator.file.extension': 'EXE',
    'threat.indicator.file.size': 238_592,
    'threat.indicator.file.hash.sha1': 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'process.name': 'explorer.exe',
    'user.name': 'ben',
    'user.domain': 'FERNHILL',
    'host.id': '1840000000000000004',
    'host.name': 'FH-LAP-04',
    'host.ip': ['203.0.113.20'],
    'host.mac': ['00-00-5E-00-53-0A'],
    'observer.version': '24.1.3.0',
    'sentinel_one.account.name': 'Fernhill',
    'sentinel_one.site.name': 'Harbour',
    'sentinel_one.threat_classification.name': 'Ransomware',
    'sentinel_one.threat_classification.source': 'Cloud',
    'sentinel_one.threat.mitigation.status': 'not_mitigated',
    'sentinel_one.threat.detection.agent.version': '24.1.2.6',
    'sentinel_one.threat.agent.active_threats': 1,
  },
  'threat-event': {
    'event.created': '2026-03-02T10:00:00.150000Z',
    'event.kind': 'event',
    'process.name': 'dropper.exe',
    'process.pid': 4567,
    'process.parent.pid': 4001,
    'process.hash.sha1': 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'process.user.name': 'ben',
    'related.ip': ['192.0.2.44'],
    'sentinel_one.site.name': 'Harbour',
    'sentinel_one.threat_event.event_type': 'Process Creation',
    'sentinel_one.threat_event.threat_id': '1910000000000000001',
    'sentinel_one.threat_event.agent_name': 'FH-LAP-04',
  },
};

describe('the ECS form', () => {
  it.each(Object.entries(byStream))('of %s has the names of Elastic’s integration', (name, expected) => {
    expect(ecsOf(name)).toMatchObject(expected);
  });

  it('of an activity tells who, where and what about', () => {
    expect(ecsOf('activity', 3)).toMatchObject({
      'user.id': '1830000000000000401',
      'user.full_name': 'ben.marsh@example.com',
      'related.user': ['ben.marsh@example.com', 'ada.finch@example.com'],
      'sentinel_one.activity.data.user.name': 'ada.finch@example.com',
      'sentinel_one.activity.type': 23,
      'sentinel_one.activity.account.id': '1830000000000000101',
    });
    expect(ecsOf('activity', 8)).toMatchObject({
      'event.kind': 'alert',
      'host.id': '1840000000000000004',
      'host.name': 'FH-LAP-04',
      'host.ip': ['203.0.113.20'],
      'file.name': 'dropper.exe',
      'file.hash.sha1': 'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      'user.group.name': 'Workstations',
      'sentinel_one.activity.threat.id': '1910000000000000001',
      'sentinel_one.threat_classification.name': 'Ransomware',
    });
  });

  it('of a threat splits lists of addresses that came in one text', () => {
    const lists = ecsOf('threat', 0, ({ agentDetectionInfo }) => ({
      agentDetectionInfo: {
        ...(agentDetectionInfo as object),
        agentIpV4: '192.0.2.1,192.0.2.2',
        agentIpV6: '',
      },
    }));
    expect(lists['sentinel_one.threat.detection.agent.ipv4']).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(lists['related.ip']).toEqual(expect.arrayContaining(['192.0.2.1', '192.0.2.2']));
  });

  it('of an alert knows no time in 1970', () => {
    const names = Object.keys(ecsOf('alert'));
    expect(names.filter((name) => name.startsWith('file.'))).toEqual([]);
  });

  it('keeps two fields apart that are both called mitigationStatus', () => {
    const ecs = ecsOf('threat', 1);
    expect(ecs['sentinel_one.threat.mitigation.status']).toBe('mitigated');
    expect(ecs['sentinel_one.threat.mitigation_status']).toMatchObject([
      { action: 'kill' },
      { action: 'quarantine' },
    ]);
  });
});

describe('the vendor’s own fields', () => {
  it.each([
    ['isUpToDate', 'is_up_to_date'],
    ['fileSha256', 'file_sha256'],
    ['agentIpV4', 'agent_ip_v4'],
    ['processIsWow64', 'process_is_wow64'],
    ['IOCName', 'ioc_name'],
    ['already_snake', 'already_snake'],
    ['with.dot and space', 'with_dot_and_space'],
  ])('%s becomes %s', (name, snake) => expect(snakeCase(name)).toBe(snake));

  it('keep a list that takes its parent’s name beside the parent’s other fields', () => {
    const tags = { sentinelone: [{ assignedBy: 'Ada' }], other: 'x' };
    expect(vendorFields('agent', { tags }, ecsNames({ 'tags.sentinelone': 'tags' }))).toEqual({
      'sentinel_one.agent': { tags: { value: [{ assigned_by: 'Ada' }], other: 'x' } },
    });
    expect(ecsOf('agent')['sentinel_one.agent.tags']).toMatchObject([{ key: 'owner', value: 'finance' }]);
  });

  it('never make a field both a value and a parent of others', () => {
    const names = ecsNames({ aB: 'a', 'd.e': 'a.b', f: '', 'f.g': 'a' });
    const fields = { a: 1, aB: { c: 2 }, d: { e: 3 }, f: { g: 4, h: 5 }, a_b: 6 };
    expect(vendorFields('x', fields, names)).toEqual({
      'sentinel_one.x': { a: { value: 1, c: 2, b: 3 }, h: 5, a_b: 6 },
    });
  });
});
