import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { QueryService } from '../../../main/query/query-service.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import type { Question } from '../../../shared/question.ts';
import type { Result } from '../../../shared/result.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aTemporaryWorkspace, testClock } from '../../helpers/temporary-workspace.ts';
import { asStored, type KnownEvent, seededEvents } from './seeded-events.ts';

const SEVERITY_WORDS: Readonly<Record<number, string>> = {
  1: 'Informational',
  2: 'Low',
  3: 'Medium',
  4: 'High',
  5: 'Critical',
  99: 'Other',
};
/** What is stored, to count by hand. */
export const events = seededEvents(1_500);

/** The query service over a workspace that holds `events`. */
export async function aQueryService(): Promise<{ service: QueryService; remove(): Promise<void> }> {
  const { workspace, remove } = await aTemporaryWorkspace();
  await commitEvents(workspace, events.map(asStored));
  return { service: createQueryService({ readers: workspace.readers, clock: testClock }), remove };
}

export function ask(query: string, rest: Partial<Question> = {}): Question {
  const tree = parseQuery(query);
  if (!tree.ok) throw new Error(tree.error.message);
  return { tree: tree.value, span: { fromUs: null, toUs: null }, storedUntilUs: null, ...rest };
}

export function unwrap<Value>(
  result: Result<Value, { message: string; detail?: string | undefined }>,
): Value {
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.detail ?? ''}`);
  return result.value;
}

export const byTime = (a: KnownEvent, b: KnownEvent) => b.timeUs - a.timeUs || (a.id < b.id ? -1 : 1);
export const isAlice = (event: KnownEvent) => event.userName?.toLowerCase() === 'alice';

/** Questions with what they mean in JavaScript, the facets' own filters apart. */
export const questions: readonly {
  query: string;
  matches: (event: KnownEvent) => boolean;
  own?: Partial<Record<keyof KnownEvent, (event: KnownEvent) => boolean>>;
}[] = [
  { query: '*', matches: () => true },
  {
    query: 'severity >= high',
    matches: (e) => [4, 5].includes(e.severityId),
    own: { severityId: () => true },
  },
  {
    query: 'user:alice and severity:(low or high)',
    matches: (e) => isAlice(e) && [2, 4].includes(e.severityId),
    own: { userName: (e) => [2, 4].includes(e.severityId), severityId: isAlice },
  },
  {
    query: 'not user:alice and secret.line > 20',
    matches: (e) => !isAlice(e) && (e.line ?? 0) > 20,
    own: { userName: (e) => (e.line ?? 0) > 20, line: (e) => !isAlice(e) },
  },
  {
    query: 'user:alice or secret.type:jwt',
    matches: (e) => isAlice(e) || e.secretType === 'JWT',
  },
  {
    query: '"found by bob" and secret.type:*',
    matches: (e) => e.userName === 'bob' && e.secretType !== null,
    own: { secretType: (e) => e.userName === 'bob' },
  },
  { query: 'user:nobody-at-all', matches: () => false, own: { userName: () => true } },
];

export const facetFields = {
  secret_type: 'secretType',
  user_name: 'userName',
  severity_id: 'severityId',
  secret_line: 'line',
} as const;

export function countByHand(
  field: keyof KnownEvent,
  found: readonly KnownEvent[],
  limit: number,
  search = '',
) {
  const counts = new Map<string, number>();
  for (const event of found) {
    const value = event[field];
    if (value === null) continue;
    const text = field === 'severityId' ? (SEVERITY_WORDS[event.severityId] ?? '') : String(value);
    if (text.toLowerCase().includes(search.toLowerCase())) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const values = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort(
      (a, b) =>
        b.count - a.count ||
        (Buffer.from(a.value) < Buffer.from(b.value)
          ? -1
          : Buffer.compare(Buffer.from(a.value), Buffer.from(b.value))),
    );
  const missing = found.filter((event) => event[field] === null).length;
  return { values: values.slice(0, limit), distinct: counts.size, missing };
}
