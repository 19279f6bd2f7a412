import type { ClassLayout } from '../class-layout.ts';

const open = '(status:New or status:"In Progress")';

const vulnerability: ClassLayout = {
  columns: [
    'time',
    'severity_id',
    'vulnerabilities.cve.uid',
    'vulnerabilities.cve.cvss.base_score',
    'vulnerabilities.affected_packages.name',
    'vulnerabilities.affected_packages.version',
    'device_name',
    'status',
    'vendor',
  ],
  facets: [
    'severity_id',
    'vulnerabilities.cve.uid',
    'vulnerabilities.affected_packages.name',
    'vulnerabilities.affected_packages.version',
    'device_name',
    'status',
    'vulnerabilities.cve.cvss.base_score',
    'vendor',
  ],
  figures: [
    { id: 'findings', label: 'Findings' },
    { id: 'critical', label: 'Critical', where: 'severity:critical', isBad: true },
    { id: 'high', label: 'High', where: 'severity:high' },
    { id: 'open', label: 'Open', where: open },
    { id: 'cves', label: 'Different CVEs', distinctOf: 'vulnerabilities.cve.uid' },
    { id: 'applications', label: 'Applications', distinctOf: 'vulnerabilities.affected_packages.name' },
    { id: 'devices', label: 'Devices', distinctOf: 'device_name' },
  ],
  splits: ['severity_id', 'status', 'vendor'],
  hasVersions: true,
};

const detection: ClassLayout = {
  columns: [
    'time',
    'severity_id',
    'finding_info.title',
    'status',
    'ocsf.verdict',
    'device_name',
    'user_name',
    'finding_info.attacks.technique.uid',
    'finding_info.types',
    'vendor',
  ],
  facets: [
    'severity_id',
    'status',
    'ocsf.verdict',
    'device_name',
    'finding_info.title',
    'finding_info.attacks.technique.uid',
    'finding_info.attacks.tactic.name',
    'finding_info.types',
    'ocsf.disposition',
    'user_name',
    'vendor',
    'stream',
  ],
  figures: [
    { id: 'findings', label: 'Findings' },
    { id: 'open', label: 'Open', where: open },
    { id: 'high', label: 'High or worse', where: 'severity >= high', isBad: true },
    { id: 'true', label: 'True positives', where: 'ocsf.verdict:"True Positive"' },
    { id: 'devices', label: 'Devices', distinctOf: 'device_name' },
    { id: 'techniques', label: 'Techniques', distinctOf: 'finding_info.attacks.technique.uid' },
  ],
  splits: ['severity_id', 'status', 'vendor'],
  hasVersions: true,
};

const incident: ClassLayout = {
  columns: [
    'time',
    'severity_id',
    'finding_info_list.title',
    'status',
    'assignee.name',
    'assignee_group.name',
    'ocsf.verdict',
    'finding_info_list.uid',
    'vendor',
  ],
  facets: [
    'severity_id',
    'status',
    'assignee.name',
    'assignee_group.name',
    'ocsf.verdict',
    'vendor',
    'source_name',
  ],
  figures: [
    { id: 'incidents', label: 'Incidents' },
    { id: 'open', label: 'Open', where: 'not (status:Resolved or status:Closed)' },
    { id: 'high', label: 'High or worse', where: 'severity >= high', isBad: true },
    { id: 'assignees', label: 'Assignees', distinctOf: 'assignee.name' },
    { id: 'alerts', label: 'Alerts in them', distinctOf: 'finding_info_list.uid' },
  ],
  splits: ['severity_id', 'status'],
  hasVersions: true,
};

const dataSecurity: ClassLayout = {
  columns: [
    'time',
    'severity_id',
    'secret_type',
    'secret_fingerprint',
    'resource',
    'secret_line',
    'status',
    'user_name',
    'finding_info.data_sources',
    'vendor',
  ],
  facets: [
    'secret_type',
    'severity_id',
    'resource',
    'status',
    'finding_info.data_sources',
    'secret_fingerprint',
    'user_name',
    'vendor',
    'source_name',
  ],
  figures: [
    { id: 'exposures', label: 'Exposures' },
    { id: 'secrets', label: 'Different secrets', distinctOf: 'secret_fingerprint' },
    { id: 'types', label: 'Types', distinctOf: 'secret_type' },
    { id: 'places', label: 'Places', distinctOf: 'resource' },
    { id: 'high', label: 'High or worse', where: 'severity >= high', isBad: true },
    { id: 'open', label: 'Open', where: open },
  ],
  splits: ['secret_type', 'severity_id', 'status'],
  hasVersions: true,
};

export const findingLayouts = {
  2002: vulnerability,
  2004: detection,
  2005: incident,
  2006: dataSecurity,
} as const;
