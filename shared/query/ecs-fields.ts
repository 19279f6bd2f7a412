/** Names of ECS 8.17 (facts of the schema) and of the vendors' own groups beside it. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** What a dotted name of ECS can start with. */
export const ecsHeads: ReadonlySet<string> = words(`
  agent client cloud container data_stream destination device dll dns ecs email error event faas file geo
  group hash host http interface labels log network observer orchestrator organization os package process
  registry related resource risk rule secret server service source span threat tls trace transaction url
  user user_agent vlan volume vulnerability x509
  entra_id entro entrust_idaas hanzo_kms sentinel_one
`);

/** Fields of ECS that are asked for by one word. */
export const ecsSingleNames: ReadonlySet<string> = words('tags');

export interface EcsName {
  readonly name: string;
  readonly detail: string;
}

/** What a list of names offers beside the columns: the fields that most events, or one vendor's, have. */
export const ecsNames: readonly EcsName[] = [
  { name: 'event.category', detail: 'authentication, iam, malware … (ECS)' },
  { name: 'event.type', detail: 'start, change, info … (ECS)' },
  { name: 'event.kind', detail: 'event, alert, state, asset (ECS)' },
  { name: 'event.outcome', detail: 'success, failure or unknown (ECS)' },
  { name: 'event.dataset', detail: 'vendor and stream (ECS)' },
  { name: 'event.module', detail: 'the vendor (ECS)' },
  { name: 'event.reason', detail: 'why it ended so (ECS)' },
  { name: 'data_stream.dataset', detail: 'vendor and stream (ECS)' },
  { name: 'related.ip', detail: 'any address of the event' },
  { name: 'related.user', detail: 'any user of the event' },
  { name: 'related.hosts', detail: 'any host of the event' },
  { name: 'related.hash', detail: 'any file hash of the event' },
  { name: 'tags', detail: 'tags of the event' },
  { name: 'user.domain', detail: 'domain of the user' },
  { name: 'user.roles', detail: 'roles of the user' },
  { name: 'user.target.name', detail: 'the user it was done to' },
  { name: 'group.name', detail: 'group concerned' },
  { name: 'host.ip', detail: 'addresses of the host' },
  { name: 'host.os.name', detail: 'operating system of the host' },
  { name: 'host.os.version', detail: 'its version' },
  { name: 'process.name', detail: 'process concerned' },
  { name: 'process.command_line', detail: 'how the process was started' },
  { name: 'file.name', detail: 'file concerned' },
  { name: 'file.path', detail: 'where the file is' },
  { name: 'file.hash.sha1', detail: 'hash of the file' },
  { name: 'file.hash.sha256', detail: 'hash of the file' },
  { name: 'source.geo.country_iso_code', detail: 'country it came from' },
  { name: 'source.geo.city_name', detail: 'city it came from' },
  { name: 'user_agent.original', detail: 'client it came from' },
  { name: 'url.full', detail: 'address that was called' },
  { name: 'rule.name', detail: 'rule that found it' },
  { name: 'threat.technique.id', detail: 'MITRE ATT&CK technique' },
  { name: 'threat.technique.name', detail: 'MITRE ATT&CK technique' },
  { name: 'threat.tactic.name', detail: 'MITRE ATT&CK tactic' },
  { name: 'threat.indicator.file.path', detail: 'file of the threat' },
  { name: 'vulnerability.id', detail: 'CVE' },
  { name: 'vulnerability.severity', detail: 'severity of the vulnerability' },
  { name: 'vulnerability.score.base', detail: 'CVSS base score' },
  { name: 'vulnerability.classification', detail: 'the detector’s name for the secret (Entro)' },
  { name: 'vulnerability.description', detail: 'what the vulnerability is' },
  { name: 'package.name', detail: 'application concerned' },
  { name: 'package.version', detail: 'its version' },
  { name: 'secret.value', detail: 'marker of the secret’s value' },
  { name: 'error.code', detail: 'the vendor’s error number' },
  { name: 'error.message', detail: 'what went wrong' },
  { name: 'entrust_idaas.event_type', detail: 'kind of the event (Entrust IDaaS)' },
  { name: 'entrust_idaas.event_category', detail: 'authentication or management (Entrust IDaaS)' },
  { name: 'entrust_idaas.authenticator', detail: 'how the user signed in (Entrust IDaaS)' },
  { name: 'entrust_idaas.resource.name', detail: 'application signed in to (Entrust IDaaS)' },
  { name: 'entrust_idaas.entity.type', detail: 'kind of thing that was changed (Entrust IDaaS)' },
  { name: 'entrust_idaas.entity.action', detail: 'what was done to it (Entrust IDaaS)' },
  { name: 'entrust_idaas.role.name', detail: 'role of who did it (Entrust IDaaS)' },
  { name: 'hanzo_kms.event.type', detail: 'kind of the event (Hanzo KMS)' },
  { name: 'hanzo_kms.event.group', detail: 'group of kinds (Hanzo KMS)' },
  { name: 'hanzo_kms.actor.type', detail: 'user, identity … (Hanzo KMS)' },
  { name: 'hanzo_kms.project.name', detail: 'project (Hanzo KMS)' },
  { name: 'sentinel_one.site.name', detail: 'site (SentinelOne)' },
  { name: 'sentinel_one.account.name', detail: 'account (SentinelOne)' },
  { name: 'sentinel_one.threat_classification.name', detail: 'kind of threat (SentinelOne)' },
];
