/** Facets that analysts think in. */
export type EventGroup =
  | 'secrets'
  | 'shared-secrets'
  | 'secret-imports'
  | 'folders-environments'
  | 'project-access'
  | 'integrations'
  | 'trusted-ips'
  | 'service-tokens'
  | 'identities'
  | 'logins'
  | 'members-roles'
  | 'webhooks'
  | 'certificate-authorities'
  | 'certificates'
  | 'pki-alerts-collections'
  | 'certificate-templates'
  | 'chat'
  | 'keys'
  | 'other';

const words = (text: string): readonly string[] => text.split(' ');

/** Every type that the vendor's document lists. More come with each release, so nothing may rest on this being complete. */
export const listedEventTypes: Readonly<Partial<Record<EventGroup, readonly string[]>>> = {
  secrets: words('get-secrets get-secret create-secret update-secret delete-secret delete-secrets'),
  'shared-secrets': words('create-shared-secret read-shared-secret delete-shared-secret'),
  'secret-imports': words(
    'get-secret-imports create-secret-import update-secret-import delete-secret-import',
  ),
  'folders-environments': words(
    'create-folder update-folder delete-folder create-environment update-environment delete-environment',
  ),
  'project-access': words('get-workspace-key org-admin-accessed-project'),
  integrations: words(
    'authorize-integration update-integration-auth unauthorize-integration create-integration delete-integration integration-synced',
  ),
  'trusted-ips': words('add-trusted-ip update-trusted-ip delete-trusted-ip'),
  'service-tokens': words('create-service-token delete-service-token'),
  identities: words(
    'create-identity update-identity delete-identity add-identity-universal-auth update-identity-universal-auth get-identity-universal-auth create-identity-universal-auth-client-secret revoke-identity-universal-auth-client-secret get-identity-universal-auth-client-secret',
  ),
  logins: words('login-identity-universal-auth'),
  'members-roles': words(
    'add-workspace-member remove-workspace-member update-user-workspace-role update-user-workspace-denied-permissions',
  ),
  webhooks: words('create-webhook update-webhook-status delete-webhook webhook-triggered'),
  'certificate-authorities': words(
    'create-certificate-authority get-certificate-authority update-certificate-authority delete-certificate-authority get-certificate-authority-csr get-certificate-authority-cert sign-intermediate import-certificate-authority-cert get-certificate-authority-crl',
  ),
  certificates: words('issue-cert get-cert delete-cert revoke-cert get-cert-body'),
  'pki-alerts-collections': words(
    'create-pki-alert get-pki-alert update-pki-alert delete-pki-alert create-pki-collection get-pki-collection update-pki-collection delete-pki-collection get-pki-collection-items add-pki-collection-item delete-pki-collection-item',
  ),
  'certificate-templates': words(
    'create-certificate-template get-certificate-template update-certificate-template delete-certificate-template create-certificate-template-est-config get-certificate-template-est-config update-certificate-template-est-config',
  ),
  chat: words('get-project-slack-config update-project-slack-config'),
};

const groupOfListed: ReadonlyMap<string, EventGroup> = new Map(
  Object.entries(listedEventTypes).flatMap(([group, types]) =>
    types.map((type) => [canonicalType(type), group as EventGroup] as const),
  ),
);

/** For types that came after the document: the first that fits. */
const groupRules: readonly (readonly [RegExp, EventGroup])[] = [
  [/^login-|^user-login/, 'logins'],
  [/shared-secret/, 'shared-secrets'],
  [/secret-import/, 'secret-imports'],
  [/identity|client-secret/, 'identities'],
  [/service-token/, 'service-tokens'],
  [/trusted-ip/, 'trusted-ips'],
  [/webhook/, 'webhooks'],
  [/slack|teams|chat/, 'chat'],
  [/template/, 'certificate-templates'],
  [/certificate-authority|-ca-|-ca$|-cas$/, 'certificate-authorities'],
  [/pki/, 'pki-alerts-collections'],
  [/cert/, 'certificates'],
  [/cmek|kmip|-key$|-keys$|^kms-/, 'keys'],
  [/member|role|permission|group/, 'members-roles'],
  [/folder|environment/, 'folders-environments'],
  [/integration|secret-sync|app-connection/, 'integrations'],
  [/secret/, 'secrets'],
  [/project|organization|org-/, 'project-access'],
];

/** OCSF's activities of API Activity; each verb is one word of the type. */
const verbs: Readonly<Record<string, 1 | 2 | 3 | 4>> = {
  ...verbsOf(1, 'create add issue import generate register'),
  ...verbsOf(2, 'get list read reveal export view'),
  ...verbsOf(3, 'update move rotate renew set enable disable approve reject'),
  ...verbsOf(4, 'delete remove revoke destroy redact'),
};

export interface EventKind {
  /** The type under the name it has today, so that events from before and after a renaming are found together. */
  readonly canonicalType: string;
  readonly group: EventGroup;
  /** 1 Create, 2 Read, 3 Update, 4 Delete, or 99. */
  readonly activityId: 1 | 2 | 3 | 4 | 99;
  readonly isLogin: boolean;
  readonly isFailure: boolean;
  /** The vendor's document lists it, under this or an older name. */
  readonly isListed: boolean;
}

const known = new Map<string, EventKind>();
const MOST_REMEMBERED = 2_000;

/** What a type says by its words. There are few types and many events, so the answers are remembered. */
export function eventKind(eventType: string): EventKind {
  const remembered = known.get(eventType);
  if (remembered !== undefined) return remembered;
  const kind = readEventType(eventType);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(eventType, kind);
  return kind;
}

function readEventType(eventType: string): EventKind {
  const type = canonicalType(eventType);
  const listed = groupOfListed.get(type);
  const verb = type.split('-').find((word) => Object.hasOwn(verbs, word));
  return {
    canonicalType: type,
    group: listed ?? groupRules.find(([pattern]) => pattern.test(type))?.[1] ?? 'other',
    activityId: (verb === undefined ? undefined : verbs[verb]) ?? 99,
    isLogin: /^login-|^user-login(?:-|$)/.test(type),
    isFailure: /-failed$|-permission-denied$/.test(type),
    isListed: listed !== undefined,
  };
}

/** Workspaces became projects, and with them the types that name them. */
function canonicalType(eventType: string): string {
  return eventType
    .trim()
    .toLowerCase()
    .split(/[\s_-]+/)
    .map((word) => (word === 'workspace' ? 'project' : word))
    .join('-');
}

function verbsOf<Activity extends 1 | 2 | 3 | 4>(activity: Activity, text: string) {
  return Object.fromEntries(words(text).map((verb) => [verb, activity]));
}
