import { type SamplePerson, sampleOffices, samplePeople } from '../people.ts';
import { seededRandom } from '../seeded-random.ts';

/** The made-up organisation in Hanzo KMS: the company's engineers, their projects and the machines that read secrets. */
export interface SampleProject {
  readonly id: string;
  readonly name: string;
  readonly folders: readonly [string, ...string[]];
  readonly secrets: readonly [string, ...string[]];
  readonly weight: number;
}

export interface SampleIdentity {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly userAgentType: string;
  readonly clientId: string;
  readonly clientSecretId: string;
  readonly universalAuthId: string;
  readonly weight: number;
}

const idOf = (...name: readonly string[]) => seededRandom('hanzo-kms', ...name).uuid();

export const organizationId = idOf('organization');

export const sampleEnvironments = ['dev', 'staging', 'prod'] as const;

export const sampleProjects: readonly [SampleProject, ...SampleProject[]] = [
  projectOf(
    'fleet-planner',
    5,
    ['/', '/routing'],
    ['MAPS_API_KEY', 'DB_PASSWORD', 'QUEUE_URL', 'SESSION_KEY'],
  ),
  projectOf(
    'payments',
    3,
    ['/', '/ledger', '/providers'],
    ['STRIPE_KEY', 'LEDGER_DB_URL', 'WEBHOOK_SIGNING_KEY'],
  ),
  projectOf('customer-portal', 4, ['/'], ['OIDC_CLIENT_SECRET', 'SMTP_PASSWORD', 'SENTRY_DSN']),
  projectOf(
    'data-platform',
    2,
    ['/', '/warehouse'],
    ['WAREHOUSE_PASSWORD', 'S3_SECRET_KEY', 'AIRFLOW_FERNET_KEY'],
  ),
  projectOf('build-tools', 2, ['/'], ['REGISTRY_PASSWORD', 'SIGNING_CERT_PASSPHRASE']),
];

export const sampleIdentities: readonly [SampleIdentity, ...SampleIdentity[]] = [
  identityOf('fleet-planner-k8s', 'fleet-planner', '203.0.113.21', 'k8-operator', 6),
  identityOf('payments-k8s', 'payments', '203.0.113.22', 'k8-operator', 4),
  identityOf('portal-k8s', 'customer-portal', '203.0.113.23', 'k8-operator', 4),
  identityOf('github-actions', 'build-tools', '203.0.113.40', 'cli', 3),
  identityOf('warehouse-jobs', 'data-platform', '203.0.113.24', 'InfisicalPythonSDK', 2),
  identityOf('terraform', 'build-tools', '203.0.113.41', 'terraform', 1),
];

/** Who works with secrets. */
export const sampleKeepers = samplePeople.filter(({ department }) =>
  ['Engineering', 'Security', 'IT'].includes(department),
) as unknown as readonly [SamplePerson, ...SamplePerson[]];

export function userOf(person: SamplePerson) {
  return {
    actor: {
      type: 'user',
      metadata: { userId: idOf('user', person.email), email: person.email, username: person.email },
    },
    ipAddress: sampleOffices[person.office].ip,
    userAgent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    userAgentType: 'web',
  };
}

export function machineOf(identity: SampleIdentity) {
  const { id, name, ip, userAgent, userAgentType } = identity;
  return {
    actor: { type: 'identity', metadata: { identityId: id, name } },
    ipAddress: ip,
    userAgent,
    userAgentType,
  };
}

export const platform = {
  actor: { type: 'platform', metadata: {} },
  ipAddress: null,
  userAgent: null,
  userAgentType: null,
};

export const secretIdOf = (project: string, environment: string, key: string) =>
  idOf('secret', project, environment, key);

function projectOf(
  name: string,
  weight: number,
  folders: SampleProject['folders'],
  secrets: SampleProject['secrets'],
): SampleProject {
  return { id: idOf('project', name), name, folders, secrets, weight };
}

function identityOf(
  name: string,
  project: string,
  ip: string,
  userAgentType: string,
  weight: number,
): SampleIdentity {
  return {
    id: idOf('identity', name),
    name,
    project,
    ip,
    userAgent: userAgentType === 'cli' ? 'cli' : `${name}/1.4`,
    userAgentType,
    clientId: idOf('client', name),
    clientSecretId: idOf('client-secret', name),
    universalAuthId: idOf('universal-auth', name),
    weight,
  };
}
