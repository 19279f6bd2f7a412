import type { SeededRandom } from '../seeded-random.ts';
import type { Happening } from './audit-log-row.ts';
import {
  machineOf,
  platform,
  type SampleProject,
  sampleEnvironments,
  sampleIdentities,
  sampleKeepers,
  sampleProjects,
  secretIdOf,
  userOf,
} from './sample-organization.ts';

interface Kind {
  readonly weight: number;
  happen(random: SeededRandom): Happening;
}

/** What goes on in a vault on any day: machines read, people change a little, the platform synchronises. */
export const everydayKinds: readonly [Kind, ...Kind[]] = [
  { weight: 46, happen: machineReads },
  { weight: 14, happen: machineLogsIn },
  { weight: 9, happen: (random) => ofSecret(random, 'get-secret') },
  { weight: 7, happen: (random) => ofSecret(random, 'update-secret') },
  { weight: 4, happen: (random) => ofSecret(random, 'create-secret') },
  { weight: 2, happen: (random) => ofSecret(random, 'delete-secret') },
  { weight: 4, happen: (random) => ({ ...inProject(random, 'get-secrets'), metadata: placeOf(random) }) },
  { weight: 3, happen: synchronises },
  { weight: 3, happen: webhookRuns },
  { weight: 2, happen: ofFolder },
  { weight: 1, happen: ofMember },
  { weight: 1, happen: ofCertificate },
  { weight: 1, happen: sharesSecret },
  { weight: 1, happen: ofIdentity },
  {
    weight: 1,
    happen: (random) => ({ ...inProject(random, 'get-workspace-key'), metadata: { keyId: random.uuid() } }),
  },
  { weight: 0.5, happen: failsToLogIn },
];

export function secretMetadata(random: SeededRandom, project: SampleProject, environment: string) {
  const secretKey = random.pick(project.secrets);
  return {
    environment,
    secretPath: random.pick(project.folders),
    secretId: secretIdOf(project.name, environment, secretKey),
    secretKey,
    secretVersion: random.between(1, 9),
  };
}

function ofSecret(random: SeededRandom, type: string): Happening {
  const { doer, project } = inProject(random, type);
  return { type, doer, project, metadata: secretMetadata(random, project, random.pick(sampleEnvironments)) };
}

function inProject(random: SeededRandom, type: string): Happening & { readonly project: SampleProject } {
  const project = random.pickWeighted(sampleProjects);
  return { type, project, doer: userOf(random.pick(sampleKeepers)), metadata: {} };
}

function placeOf(random: SeededRandom) {
  return {
    environment: random.pick(sampleEnvironments),
    secretPath: '/',
    numberOfSecrets: random.between(2, 30),
  };
}

function machineReads(random: SeededRandom): Happening {
  const identity = random.pickWeighted(sampleIdentities);
  const project = sampleProjects.find(({ name }) => name === identity.project) ?? sampleProjects[0];
  const secretPath = random.pick(project.folders);
  const metadata = { environment: 'prod', secretPath, numberOfSecrets: project.secrets.length };
  return { type: 'get-secrets', project, doer: machineOf(identity), metadata };
}

function machineLogsIn(random: SeededRandom): Happening {
  const identity = random.pickWeighted(sampleIdentities);
  const { id, universalAuthId, clientSecretId } = identity;
  const doer = { ...machineOf(identity), actor: { type: 'unknownUser', metadata: {} } };
  const metadata = {
    identityId: id,
    identityUniversalAuthId: universalAuthId,
    clientSecretId,
    identityAccessTokenId: random.uuid(),
  };
  return { type: 'login-identity-universal-auth', doer, metadata };
}

function failsToLogIn(random: SeededRandom): Happening {
  const identity = random.pickWeighted(sampleIdentities);
  const doer = { ...machineOf(identity), actor: { type: 'unknownUser', metadata: {} } };
  const metadata = {
    clientId: identity.clientId,
    identityId: identity.id,
    reasonCode: 'invalid_credentials',
    message: 'Invalid credentials',
  };
  return { type: 'login-identity-universal-auth-failed', doer, metadata };
}

function synchronises(random: SeededRandom): Happening {
  const project = random.pickWeighted(sampleProjects);
  const isSynced = random.fraction() < 0.95;
  const metadata = {
    integrationId: random.uuid(),
    integration: 'github',
    environment: 'prod',
    secretPath: '/',
    isSynced,
  };
  return { type: 'integration-synced', project, doer: platform, metadata };
}

function webhookRuns(random: SeededRandom): Happening {
  const project = random.pickWeighted(sampleProjects);
  const status = random.fraction() < 0.9 ? 'success' : 'failed';
  return {
    type: 'webhook-triggered',
    project,
    doer: platform,
    metadata: { webhookId: random.uuid(), status },
  };
}

function ofFolder(random: SeededRandom): Happening {
  const type = random.pick(['create-folder', 'update-folder', 'delete-folder', 'create-environment']);
  const folderName = random.pick(['jobs', 'legacy', 'mail', 'search']);
  const metadata =
    type === 'create-environment'
      ? { name: 'Preview', slug: 'preview' }
      : { environment: 'dev', folderId: random.uuid(), folderName, folderPath: '/' };
  return { ...inProject(random, type), metadata };
}

function ofMember(random: SeededRandom): Happening {
  const type = random.pick(['add-workspace-member', 'remove-workspace-member', 'update-user-workspace-role']);
  const { userId, email } = userOf(random.pick(sampleKeepers)).actor.metadata;
  const roles =
    type === 'update-user-workspace-role'
      ? { oldRole: 'viewer', newRole: random.pick(['member', 'admin']) }
      : {};
  return { ...inProject(random, type), metadata: { userId, email, ...roles } };
}

function ofCertificate(random: SeededRandom): Happening {
  const type = random.pick([
    'issue-cert',
    'get-cert',
    'revoke-cert',
    'get-certificate-authority',
    'sign-intermediate',
  ]);
  const serialNumber = random.text(16, '0123456789abcdef');
  const authority = { caId: 'larkmoor-issuing', dn: 'CN=Larkmoor Issuing CA', serialNumber };
  const certificate = {
    certId: random.uuid(),
    cn: `${random.pick(['api', 'portal', 'mail'])}.larkmoor.example`,
    serialNumber,
  };
  return {
    ...inProject(random, type),
    metadata: /^(?:get|revoke)-cert$/.test(type) ? certificate : authority,
  };
}

function sharesSecret(random: SeededRandom): Happening {
  const type = random.pick(['create-shared-secret', 'read-shared-secret']);
  const doer = userOf(random.pick(sampleKeepers));
  return { type, doer, metadata: { id: random.uuid(), accessType: random.pick(['organization', 'anyone']) } };
}

function ofIdentity(random: SeededRandom): Happening {
  const { id, name, clientSecretId } = random.pickWeighted(sampleIdentities);
  const type = random.pick([
    'update-identity',
    'get-identity-universal-auth',
    'create-identity-universal-auth-client-secret',
    'revoke-identity-universal-auth-client-secret',
  ]);
  const metadata = type.endsWith('client-secret')
    ? { identityId: id, clientSecretId }
    : { identityId: id, name };
  return { type, doer: userOf(random.pick(sampleKeepers)), metadata };
}
