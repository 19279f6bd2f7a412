import { type SeededRandom, seededRandom } from '../seeded-random.ts';
import { type AuditLogRow, auditLogRow } from './audit-log-row.ts';
import { everydayKinds, secretMetadata } from './everyday-happenings.ts';
import { machineOf, sampleIdentities, sampleKeepers, sampleProjects, userOf } from './sample-organization.ts';

export const MS_PER_DAY = 86_400_000;

/** Rows on each weekday, Sunday first, as a share of a Tuesday's. Machines read at weekends, too. */
const WEEKLY_RHYTHM = [0.45, 0.95, 1, 1, 0.95, 0.85, 0.5] as const;
const ROWS_ON_A_BUSY_DAY = 230;

/** All rows of one UTC day, oldest first. `today` decides on which days the incidents come on top. */
export function generateHanzoKmsDay(seed: string, day: number, today: number): readonly AuditLogRow[] {
  const random = seededRandom(seed, 'hanzo-kms', day);
  const rhythm = WEEKLY_RHYTHM[new Date(day * MS_PER_DAY).getUTCDay()] ?? 1;
  const count = Math.round(ROWS_ON_A_BUSY_DAY * rhythm * (0.85 + random.fraction() * 0.3));
  const usual = Array.from({ length: count }, () => {
    const happening = random.pickWeighted(everydayKinds).happen(random);
    return auditLogRow(happening, timeWithin(day, happening.doer.actor.type, random), random);
  });
  const ago = today - day;
  const more = ago === 2 ? stolenCredentials(seed, day) : ago === 5 ? adminInAProject(seed, day) : [];
  return [...usual, ...more].sort((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** People work in the daytime, machines never rest. */
function timeWithin(day: number, actorType: string, random: SeededRandom): number {
  const hours = actorType === 'user' ? 7 + random.fraction() * 11 : random.fraction() * 24;
  return day * MS_PER_DAY + Math.floor(hours * 3_600_000);
}

/** At night, an address that was never seen guesses at a client secret, gets in, and reads every project. */
function stolenCredentials(seed: string, day: number): AuditLogRow[] {
  const random = seededRandom(seed, 'hanzo-kms-stolen', day);
  const [, identity = sampleIdentities[0]] = sampleIdentities;
  const stranger = {
    ...machineOf(identity),
    ipAddress: '203.0.113.199',
    userAgent: 'python-requests/2.32',
    userAgentType: 'other',
  };
  const unknown = { ...stranger, actor: { type: 'unknownUser', metadata: {} } };
  const startMs = day * MS_PER_DAY + 2 * 3_600_000 + 17 * 60_000;
  const failures = Array.from({ length: 24 }, (_, index) => {
    const metadata = {
      clientId: identity.clientId,
      identityId: identity.id,
      reasonCode: 'invalid_credentials',
      message: 'Invalid credentials',
    };
    return auditLogRow(
      { type: 'login-identity-universal-auth-failed', doer: unknown, metadata },
      startMs + index * 21_000,
      random,
    );
  });
  const inMs = startMs + 12 * 60_000;
  const { id, universalAuthId, clientSecretId } = identity;
  const login = {
    identityId: id,
    identityUniversalAuthId: universalAuthId,
    clientSecretId,
    identityAccessTokenId: random.uuid(),
  };
  const reads = sampleProjects.flatMap((project, at) =>
    project.secrets.map((_, index) =>
      auditLogRow(
        { type: 'get-secret', doer: stranger, project, metadata: secretMetadata(random, project, 'prod') },
        inMs + 5_000 + at * 9_000 + index * 700,
        random,
      ),
    ),
  );
  return [
    ...failures,
    auditLogRow({ type: 'login-identity-universal-auth', doer: unknown, metadata: login }, inMs, random),
    ...reads,
  ];
}

/** An administrator lets himself into a project, reads, and deletes secrets in a batch. */
function adminInAProject(seed: string, day: number): AuditLogRow[] {
  const random = seededRandom(seed, 'hanzo-kms-admin', day);
  const admin = sampleKeepers.find(({ department }) => department === 'IT') ?? sampleKeepers[0];
  const [, project = sampleProjects[0]] = sampleProjects;
  const doer = userOf(admin);
  const startMs = day * MS_PER_DAY + 16 * 3_600_000 + 41 * 60_000;
  const secrets = project.secrets.map(() => secretMetadata(random, project, 'prod'));
  const batch = secrets.map(({ secretId, secretKey, secretVersion }) => ({
    secretId,
    secretKey,
    secretVersion,
  }));
  return [
    auditLogRow(
      {
        type: 'org-admin-accessed-project',
        doer,
        project,
        metadata: { ...doer.actor.metadata, projectId: project.id },
      },
      startMs,
      random,
    ),
    ...secrets.map((metadata, index) =>
      auditLogRow({ type: 'get-secret', doer, project, metadata }, startMs + 40_000 + index * 6_000, random),
    ),
    auditLogRow(
      {
        type: 'delete-secrets',
        doer,
        project,
        metadata: { environment: 'prod', secretPath: '/', secrets: batch },
      },
      startMs + 200_000,
      random,
    ),
  ];
}
