import type { AuditLogRow } from './audit-log-row.ts';
import { type Refused, refused } from './refused.ts';
import { sampleProjects } from './sample-organization.ts';

export interface AuditLogQuery {
  readonly startMs: number;
  /** Does not belong to it. */
  readonly endMs: number;
  readonly offset: number;
  readonly limit: number;
  matches(row: AuditLogRow): boolean;
}

const MOST_ROWS = 1_000;
const DEFAULT_ROWS = 20;
const MS_PER_DAY = 86_400_000;
/** Three months of the longest kind. */
const LONGEST_SPAN_MS = 92 * MS_PER_DAY;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** Checks the parameters as the server does: a wrong form is 422, a range that makes no sense 400. */
export function readQuery(parameters: URLSearchParams, nowMs: number): AuditLogQuery | Refused {
  const issues: { path: string[]; message: string }[] = [];
  const issue = (name: string, message: string) => issues.push({ path: [name], message });
  const time = (name: string, otherwise: number) => {
    const text = parameters.get(name);
    if (text === null) return otherwise;
    if (!DATE_TIME.test(text) || Number.isNaN(Date.parse(text))) issue(name, 'Invalid datetime');
    return Date.parse(text);
  };
  const count = (name: string, otherwise: number, least: number, most: number) => {
    const number = Number(parameters.get(name) ?? otherwise);
    if (!Number.isInteger(number)) issue(name, 'Expected number, received nan');
    else if (number < least) issue(name, `Number must be greater than or equal to ${least}`);
    else if (number > most) issue(name, `Number must be less than or equal to ${most}`);
    return number;
  };
  const startMs = time('startDate', Math.floor(nowMs / MS_PER_DAY) * MS_PER_DAY);
  const endMs = time('endDate', nowMs);
  const offset = count('offset', 0, 0, Number.MAX_SAFE_INTEGER);
  const limit = count('limit', DEFAULT_ROWS, 1, MOST_ROWS);
  if (issues.length > 0) return refused(422, 'ValidationFailure', issues);
  return (
    rangeProblem(parameters, startMs, endMs) ?? {
      startMs,
      endMs,
      offset,
      limit,
      matches: filterOf(parameters),
    }
  );
}

function rangeProblem(parameters: URLSearchParams, startMs: number, endMs: number): Refused | null {
  const projectId = parameters.get('projectId');
  if (endMs < startMs) return refused(400, 'BadRequest', 'End date must be after start date');
  if (endMs - startMs > LONGEST_SPAN_MS)
    return refused(400, 'BadRequest', 'Date range cannot exceed 3 months');
  if (parameters.has('environment') && projectId === null) {
    return refused(400, 'BadRequest', 'environment needs projectId');
  }
  const isKnown = projectId === null || sampleProjects.some(({ id }) => id === projectId);
  return isKnown ? null : refused(404, 'NotFound', 'Project not found');
}

function filterOf(parameters: URLSearchParams): (row: AuditLogRow) => boolean {
  const types = parameters.get('eventType')?.split(',');
  const pairs = (parameters.get('eventMetadata') ?? '')
    .split(',')
    .flatMap((pair) => (pair.includes('=') ? [pair.split('=', 2)] : []));
  const wanted: readonly (readonly [string | null, (row: AuditLogRow) => unknown])[] = [
    [parameters.get('userAgentType'), (row) => row.userAgentType],
    [parameters.get('actorType'), (row) => row.actor.type],
    [parameters.get('actor'), ({ actor }) => actor.metadata.userId ?? actor.metadata.identityId],
    [parameters.get('projectId'), (row) => row.projectId],
    ...['environment', 'secretPath', 'secretKey'].map(
      (name) => [parameters.get(name), (row: AuditLogRow) => row.event.metadata[name]] as const,
    ),
    ...pairs.map(
      ([name = '', value = '']) => [value, (row: AuditLogRow) => String(row.event.metadata[name])] as const,
    ),
  ];
  return (row) =>
    (types?.includes(row.event.type) ?? true) &&
    wanted.every(([value, of]) => value === null || of(row) === value);
}
