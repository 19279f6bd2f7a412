import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlainRow, SqlQuery } from '../../../main/database/readers.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createQueryService } from '../../../main/query/create-query-service.ts';
import type { AppError } from '../../../shared/app-error.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';
import { compareOperators, type QueryNode } from '../../../shared/query/query-node.ts';
import { defaultSort, type Question } from '../../../shared/question.ts';
import type { Result } from '../../../shared/result.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { fuzz } from '../../helpers/fuzz.ts';
import { aTemporaryWorkspace, testClock } from '../../helpers/temporary-workspace.ts';
import { randomText } from '../../unit/query/random-tree.ts';
import type { SeededRandom } from '../../unit/query/seeded-random.ts';
import { asStored, seededEvents } from './seeded-events.ts';

/** Stands in every made-up value; the texts of statements must never hold it. */
const CANARY = 'canary';

let workspace: Workspace;
let remove: () => Promise<void>;
const texts: string[] = [];

beforeAll(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
  await commitEvents(workspace, seededEvents(40).map(asStored));
});
afterAll(() => remove());

function aService() {
  const all = (query: SqlQuery, signal?: AbortSignal): Promise<Result<readonly PlainRow[], AppError>> => {
    texts.push(query.text);
    return workspace.readers.all(query, signal);
  };
  return createQueryService({ readers: { all }, clock: testClock });
}

const PIECES = [
  CANARY,
  'user',
  'user.name',
  'severity',
  'time',
  'ip',
  'raw.a',
  'finding_info.types',
  ':',
  '=',
  '>',
  '<=',
  ' and ',
  ' or ',
  ' not ',
  '(',
  ')',
  '"',
  '*',
  '/',
  '\\',
  '-',
  '!',
  ' ',
  'high',
  'now-1d',
  '10.0.0.0/8',
  '5',
  "'",
  ';--',
  '[',
  '{2}',
  '\0',
  '\ud800',
  '😀',
  '$1',
  '%',
  '\n',
];

function randomQuery(random: SeededRandom): string {
  return random.some(12, () => random.oneOf(PIECES)).join('');
}

const NAMES = [
  'user.name',
  'severity',
  'time',
  'ip',
  'class_uid',
  'event_id',
  'run_id',
  'raw.a.b',
  'finding_info.types',
  'unmapped.x',
  'ocsf',
  'raw',
  '*',
  '',
  '__proto__',
  'constructor',
  'e".x',
  `raw.${CANARY}"`,
  'a.b.c',
  'ocsf.observables.value',
  `x'; --`,
];

/** Trees as an attacker in the window might send them: any operator on any field with any value. */
function anyTree(random: SeededRandom, depth = 3): QueryNode {
  const shape = depth === 0 ? 2 + random.below(3) : random.below(6);
  const value = () =>
    random.oneOf([
      CANARY,
      `${CANARY}${randomText(random)}`,
      randomText(random),
      'high',
      'now',
      '5',
      '1e400',
      '10.0.0.0/8',
      '2026-11-20',
      '0'.repeat(32),
      '(',
      'a**',
    ]);
  if (shape === 0) return { kind: 'not', child: anyTree(random, depth - 1) };
  if (shape === 2) return { kind: 'text', pattern: value(), quoted: random.chance(0.5) };
  if (shape === 3) return { kind: 'exists', field: random.oneOf(NAMES) };
  if (shape === 4) {
    const operator = random.oneOf(compareOperators);
    return {
      kind: 'compare',
      field: random.oneOf(NAMES),
      operator,
      value: value(),
      quoted: random.chance(0.5),
    };
  }
  return { kind: shape === 1 ? 'and' : 'or', children: random.some(3, () => anyTree(random, depth - 1)) };
}

const expectedKinds = ['query-syntax', 'invalid-input'];

/** Every answer is a value; a refusal is one that a person can mend, never a failure of the database. */
async function askEverything(tree: QueryNode, random: SeededRandom): Promise<void> {
  const service = aService();
  const question: Question = { tree, span: { fromUs: null, toUs: null }, storedUntilUs: null };
  const column = random.oneOf([...NAMES, 'secret_type', 'severity_id', 'src_ip', 'time']);
  const search = random.oneOf(['', CANARY, '%', '\\']);
  const answers = await Promise.all([
    service.page({ question, sort: defaultSort, columns: [column], offset: random.below(50), limit: 5 }),
    service.histogram({
      question,
      buckets: 10,
      intervalUs: null,
      splitBy: random.chance(0.5) ? column : null,
      maxParts: 2,
    }),
    service.facets({ question, facets: [{ column, search, limit: 3 }] }),
  ]);
  for (const answer of answers) {
    if (!answer.ok)
      expect(expectedKinds, JSON.stringify({ tree, error: answer.error })).toContain(answer.error.kind);
    else if ('facets' in answer.value) {
      for (const facet of answer.value.facets) {
        if (facet.state === 'failed')
          expect(expectedKinds, JSON.stringify({ tree, facet })).toContain(facet.error.kind);
      }
    }
  }
}

describe('whatever is asked', () => {
  it('as text is answered or refused, never thrown', { timeout: 300_000 }, async () => {
    const { random, rounds } = fuzz(1_000);
    let answered = 0;
    for (let round = 0; round < rounds; round++) {
      const parsed = parseQuery(randomQuery(random));
      if (!parsed.ok) {
        expect(parsed.error.kind).toBe('query-syntax');
        continue;
      }
      answered++;
      await askEverything(parsed.value, random);
    }
    expect(answered).toBeGreaterThan(100);
  });

  it('as a tree is answered or refused, never thrown', { timeout: 300_000 }, async () => {
    const { random, rounds } = fuzz(1_000);
    for (let round = 0; round < rounds; round++) await askEverything(anyTree(random), random);
  });

  it('stands beside the statement’s text, never in it', () => {
    expect(texts.length).toBeGreaterThan(1_000);
    for (const text of texts) expect(text).not.toContain(CANARY);
  });
});
