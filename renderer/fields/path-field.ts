import type { FieldType } from '../../shared/query/field.ts';

/** How a field inside the event's OCSF, ECS or raw form is shown, where the name alone would not do. */
export interface PathField {
  readonly label: string;
  readonly description?: string;
  readonly type?: FieldType;
  readonly widthPx?: number;
  /** Ids, paths and addresses, where each character counts. */
  readonly isMono?: boolean;
}

/**
 * By the name that columns, facets and queries write. An OCSF path stands as it is where its first word is OCSF's alone;
 * where ECS begins a name likewise (`device`, `file`, `user` …) `ocsf.` says which of the two is meant.
 */
export const pathFields: Readonly<Record<string, PathField>> = {
  'actor.user.name': { label: 'Actor’s name' },
  'actor.app_name': { label: 'Client', description: 'The application that asked' },
  'actor.process.name': { label: 'Acting process' },
  'actor.process.cmd_line': { label: 'Acting command line', isMono: true, widthPx: 300 },
  'answers.rdata': { label: 'Answer', isMono: true, widthPx: 180 },
  'api.operation': { label: 'Operation', widthPx: 200 },
  'assignee.name': { label: 'Assignee' },
  'assignee_group.name': { label: 'Assigned group' },
  'auth_factors.factor_type': { label: 'Factor', description: 'What the sign-in was proved with' },
  'ocsf.auth_protocol': { label: 'Protocol', description: 'How the sign-in was carried' },
  'authorizations.policy.name': {
    label: 'Policy',
    description: 'Conditional access that applied',
    widthPx: 180,
  },
  'connection_info.direction': { label: 'Direction' },
  'data_security.data_lifecycle_state': { label: 'Data state' },
  'ocsf.device.hostname': { label: 'Host name' },
  'ocsf.device.ip': { label: 'Device IP', isMono: true },
  'ocsf.device.os.name': { label: 'System', widthPx: 170 },
  'ocsf.device.os.type': { label: 'System family' },
  'ocsf.device.type': { label: 'Kind of device' },
  'ocsf.device.domain': { label: 'Domain' },
  'ocsf.device.agent_list.version': { label: 'Agent version' },
  'ocsf.device.last_seen_time': { label: 'Last seen' },
  'ocsf.disposition': { label: 'Disposition', description: 'What became of it' },
  'dst_endpoint.ip': { label: 'To IP', isMono: true },
  'dst_endpoint.port': { label: 'To port' },
  'entity.name': { label: 'Entity', widthPx: 200 },
  'entity.type': { label: 'Kind of entity' },
  'evidences.file.name': { label: 'File', widthPx: 180 },
  'evidences.process.name': { label: 'Process' },
  'ocsf.file.name': { label: 'File', widthPx: 180 },
  'ocsf.file.path': { label: 'Path', isMono: true, widthPx: 300 },
  'finding_info.attacks.tactic.name': { label: 'Tactic' },
  'finding_info.attacks.technique.uid': { label: 'Technique', isMono: true },
  'finding_info.data_sources': { label: 'Place' },
  'finding_info.product.name': { label: 'Found by' },
  'finding_info.title': { label: 'Title', widthPx: 280 },
  'finding_info.types': { label: 'Kind of finding', widthPx: 160 },
  'finding_info_list.title': { label: 'Title', widthPx: 300 },
  'finding_info_list.uid': { label: 'Alert', isMono: true },
  'ocsf.group.name': { label: 'Group' },
  'http_request.user_agent': { label: 'User agent', widthPx: 220 },
  'ocsf.is_mfa': {
    label: 'Multi-factor',
    description: 'Whether more than one factor was asked for',
    widthPx: 104,
  },
  'ocsf.logon_type': { label: 'Kind of sign-in' },
  'malware.classifications': { label: 'Malware' },
  'metadata.correlation_uid': { label: 'Correlation', isMono: true, widthPx: 250 },
  'module.file.path': { label: 'Module', isMono: true, widthPx: 260 },
  'ocsf.priority': { label: 'Priority' },
  'ocsf.privileges': { label: 'Role or right', widthPx: 200 },
  'ocsf.process.cmd_line': { label: 'Command line', isMono: true, widthPx: 320 },
  'ocsf.process.name': { label: 'Process' },
  'ocsf.process.pid': { label: 'Process id', isMono: true },
  'ocsf.process.user.name': { label: 'Process user' },
  'query.hostname': { label: 'Name asked for', isMono: true, widthPx: 220 },
  'reg_key.path': { label: 'Registry key', isMono: true, widthPx: 320 },
  'reg_value.path': { label: 'Below the key', isMono: true, widthPx: 320 },
  'script.type': { label: 'Kind of script' },
  'reg_value.name': { label: 'Registry value', isMono: true },
  'resources.name': { label: 'Resource', widthPx: 220 },
  'resources.namespace': { label: 'Project id', isMono: true },
  'resources.type': { label: 'Kind of resource' },
  'sbom.package.name': { label: 'Application', widthPx: 220 },
  'sbom.package.version': { label: 'Version', isMono: true },
  'sbom.software_components.author': { label: 'Maker' },
  'ocsf.service.name': { label: 'Application', description: 'What was signed in to', widthPx: 180 },
  'src_endpoint.location.city': { label: 'City' },
  'src_endpoint.location.country': { label: 'Country', widthPx: 96 },
  'ocsf.status_code': { label: 'Result code', isMono: true },
  'ocsf.status_detail': { label: 'Reason', widthPx: 260 },
  'ocsf.user.account.name': { label: 'Account' },
  'ocsf.user.email_addr': { label: 'Mail', widthPx: 220 },
  'ocsf.user.full_name': { label: 'Full name', widthPx: 170 },
  'ocsf.user.ldap_person.job_title': { label: 'Job title', widthPx: 160 },
  'ocsf.user.org.ou_name': { label: 'Department', widthPx: 150 },
  'ocsf.user.risk_level': { label: 'Risk of the user' },
  'ocsf.verdict': { label: 'Verdict' },
  'vulnerabilities.affected_packages.name': { label: 'Application', widthPx: 220 },
  'vulnerabilities.affected_packages.version': { label: 'Version', isMono: true },
  'vulnerabilities.cve.cvss.base_score': { label: 'Score', description: 'CVSS base score, 0 to 10' },
  'vulnerabilities.cve.uid': { label: 'CVE', isMono: true },
  'ocsf.url.url_string': { label: 'Address', isMono: true, widthPx: 300 },
  'entra_id.authentication_methods': { label: 'Methods', widthPx: 180 },
  'entra_id.conditional_access_status': { label: 'Conditional access' },
  'entra_id.user.account_enabled': { label: 'Enabled', widthPx: 92 },
  'entra_id.user.department': { label: 'Department', widthPx: 150 },
  'entra_id.user.job_title': { label: 'Job title', widthPx: 160 },
  'entra_id.user.on_premises_domain': { label: 'On-premises domain', widthPx: 160 },
  'entra_id.user.on_premises_last_sync': { label: 'Last synchronised', widthPx: 180 },
  'entra_id.user.on_premises_sam_account_name': { label: 'On-premises name', widthPx: 150 },
  'entra_id.user.on_premises_sync_state': {
    label: 'On-premises',
    description: 'Whether the account is synchronised from Active Directory',
    widthPx: 130,
  },
  'entra_id.user.user_type': { label: 'Kind of user', widthPx: 110 },
  'entra_id.risk_level_during_sign_in': { label: 'Risk of the sign-in' },
  'entra_id.risk_state': { label: 'Risk state' },
  'entrust_idaas.authenticator': { label: 'Authenticator' },
  'entrust_idaas.role.name': { label: 'Administrator’s role', widthPx: 160 },
  'entrust_idaas.entity.name': { label: 'Entity', widthPx: 180 },
  'entrust_idaas.entity.type': { label: 'Entity type', widthPx: 160 },
  'entrust_idaas.entity.action': { label: 'Action' },
  'hanzo_kms.actor.type': { label: 'Kind of actor' },
  'hanzo_kms.event.group': { label: 'Group of events' },
  'hanzo_kms.project.name': { label: 'Project', widthPx: 160 },
  'sentinel_one.agent.infected': { label: 'Infected', widthPx: 92 },
  'sentinel_one.agent.is_active': { label: 'Active', widthPx: 80 },
  'sentinel_one.agent.is_up_to_date': { label: 'Up to date', widthPx: 104 },
  'sentinel_one.agent.network_status': { label: 'Network' },
  'sentinel_one.threat.mitigation.status': { label: 'Mitigation' },
  'http_request.http_method': { label: 'Method', widthPx: 92 },
  'http_request.url.hostname': { label: 'Host asked for', isMono: true, widthPx: 200 },
  'job.file.path': { label: 'What it runs', isMono: true, widthPx: 260 },
  'job.name': { label: 'Job', widthPx: 180 },
  'http_request.url.url_string': { label: 'Address', isMono: true, widthPx: 300 },
};

/** A value inside the event's JSON as it is shown: truth values as words, the others as they are. */
export function pathValueText(value: string): string {
  return value === 'true' ? 'Yes' : value === 'false' ? 'No' : value;
}

/** A name for a field that nothing else names: its last two steps. `raw.threatInfo.sha1` reads "threatInfo sha1". */
export function pathLabel(name: string): string {
  const steps = name.split('.');
  return steps
    .slice(-Math.min(2, Math.max(1, steps.length - 1)))
    .join(' ')
    .replaceAll('_', ' ');
}
