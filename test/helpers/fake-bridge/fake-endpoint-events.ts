import type { FakeEvent } from './fake-event.ts';
import { fakeRow } from './fake-identity-events.ts';
import { hex, oneOf } from './fake-random.ts';

const devices = ['atlas', 'borealis', 'cygnus', 'draco', 'eridanus', 'fornax'] as const;
const systems = ['Windows 11 Pro', 'Ubuntu 24.04', 'macOS 15'] as const;
const threats = ['EICAR-Test-File', 'CoinMiner.Generic', 'Ransom.Sample'] as const;
const techniques = ['T1059', 'T1486', 'T1055', 'T1003'] as const;
const applications = ['OpenSSL', 'curl', 'Log4j', 'Firefox'] as const;
const states = ['New', 'In Progress', 'Resolved'] as const;

/** An agent, a threat, a vulnerable application, or something done in the console. */
export function endpointEvent(index: number, time: number, random: () => number): FakeEvent {
  const kinds = [agent, threat, risk, activity] as const;
  const kind = kinds[index % kinds.length] ?? agent;
  return kind({ event_id: hex(random, 32), time, random }, index);
}

type Drawn = Parameters<typeof fakeRow>[0];
const common = { source_id: 's1', source_name: 'SentinelOne', vendor: 'sentinelone' } as const;
const deviceOf = ({ random }: Drawn) => `${oneOf(random, devices)}-${Math.floor(random() * 30)}`;

function agent(drawn: Drawn): FakeEvent {
  const name = deviceOf(drawn);
  const row = fakeRow(drawn, {
    ...common,
    stream: 'agent',
    class_uid: 5001,
    class_name: 'Device Inventory Info',
    activity_id: 2,
    activity_name: 'Collect',
    device_name: name,
    object_uid: name,
    is_latest: drawn.random() < 0.3 ? 'true' : 'false',
    message: `Agent on ${name}`,
  });
  return {
    row,
    ocsf: {
      device: {
        os: { name: oneOf(drawn.random, systems) },
        type: 'Laptop',
        agent_list: [{ version: '24.1.2' }],
      },
    },
    ecs: {
      sentinel_one: {
        agent: {
          is_active: drawn.random() < 0.9,
          infected: drawn.random() < 0.04,
          is_up_to_date: drawn.random() < 0.8,
          network_status: 'connected',
        },
      },
    },
    raw: { computerName: name },
  };
}

function threat(drawn: Drawn, index: number): FakeEvent {
  const title = oneOf(drawn.random, threats);
  const status = oneOf(drawn.random, states);
  const row = fakeRow(drawn, {
    ...common,
    stream: 'threat',
    class_uid: 2004,
    class_name: 'Detection Finding',
    activity_id: 2,
    activity_name: 'Update',
    severity_id: drawn.random() < 0.7 ? 4 : 3,
    status,
    device_name: deviceOf(drawn),
    object_uid: `threat-${index % 40}`,
    is_latest: index % 3 === 0 ? 'true' : 'false',
    message: `Threat Detected: ${title}`,
  });
  return {
    row,
    ocsf: {
      finding_info: {
        title,
        types: ['Malware'],
        attacks: [{ technique: { uid: oneOf(drawn.random, techniques) } }],
      },
      verdict: status === 'Resolved' ? 'True Positive' : 'Unknown',
    },
    ecs: {
      sentinel_one: {
        threat: { mitigation: { status: status === 'New' ? 'not_mitigated' : 'mitigated' } },
      },
    },
    raw: {},
  };
}

function risk(drawn: Drawn, index: number): FakeEvent {
  const application = oneOf(drawn.random, applications);
  const cve = `CVE-2026-${1_000 + (index % 60)}`;
  const severity = 2 + Math.floor(drawn.random() * 4);
  const row = fakeRow(drawn, {
    ...common,
    stream: 'application-risk',
    class_uid: 2002,
    class_name: 'Vulnerability Finding',
    activity_id: 1,
    activity_name: 'Create',
    severity_id: severity,
    status: 'New',
    device_name: deviceOf(drawn),
    object_uid: `risk-${index}`,
    message: `${cve} in ${application}`,
  });
  const score = severity * 2 - 0.2;
  return {
    row,
    ocsf: {
      vulnerabilities: [
        {
          cve: { uid: cve, cvss: [{ base_score: score, version: '3.1' }] },
          affected_packages: [{ name: application, version: '1.2.3' }],
        },
      ],
    },
    ecs: { vulnerability: { id: cve, score: { base: score } } },
    raw: {},
  };
}

function activity(drawn: Drawn): FakeEvent {
  const row = fakeRow(drawn, {
    ...common,
    stream: 'activity',
    class_uid: 3004,
    class_name: 'Entity Management',
    activity_id: 3,
    activity_name: 'Update',
    operation: '5126',
    actor: 'console-admin@example.com',
    device_name: deviceOf(drawn),
    message: 'The policy of a group was changed',
  });
  return { row, ocsf: { entity: { name: 'Default group', type: 'Group' } }, ecs: {}, raw: {} };
}
