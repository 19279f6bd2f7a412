import type { SeededRandom } from '../seeded-random.ts';
import { organizationId, type SampleProject } from './sample-organization.ts';

/** A row as the list API answers it. At the level of the organisation there are no project fields. */
export interface AuditLogRow {
  readonly id: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
  readonly userAgentType: string | null;
  readonly expiresAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly orgId: string;
  readonly projectId?: string;
  readonly projectName?: string;
  readonly event: { readonly type: string; readonly metadata: Readonly<Record<string, unknown>> };
  readonly actor: { readonly type: string; readonly metadata: Readonly<Record<string, unknown>> };
}

export type Doer = Pick<AuditLogRow, 'actor' | 'ipAddress' | 'userAgent' | 'userAgentType'>;

/** What happened, without who, when and the ids. */
export interface Happening {
  readonly type: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly doer: Doer;
  readonly project?: SampleProject;
}

const RETENTION_MS = 90 * 86_400_000;

export function auditLogRow(
  { type, metadata, doer, project }: Happening,
  atMs: number,
  random: SeededRandom,
): AuditLogRow {
  const createdAt = new Date(atMs).toISOString();
  const { actor, ipAddress, userAgent, userAgentType } = doer;
  return {
    id: random.uuid(),
    ipAddress,
    userAgent,
    userAgentType,
    expiresAt: new Date(atMs + RETENTION_MS).toISOString(),
    createdAt,
    updatedAt: createdAt,
    orgId: organizationId,
    ...(project === undefined ? {} : { projectId: project.id, projectName: project.name }),
    event: { type, metadata },
    actor,
  };
}
