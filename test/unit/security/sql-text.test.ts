import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './lock-file.ts';
import { piecesToLookAt } from './sql-pieces.ts';

/**
 * What is put into SQL texts by a name that does not tell by itself that it is safe, each looked at. All of it is text
 * of the same function or file: parts of statements that were built by one of the safe ways, or names of our own tables
 * and columns. None of it is a value, a name or a text from outside. Whoever adds to the list has looked at it.
 */
const lookedAt: Readonly<Record<string, readonly string[]>> = {
  'main/database/open-file.ts': ['table'],
  'main/database/open-instance.ts': ["folders.join(', ')"],
  'main/database/read-everything.ts': ['from', 'from + pieces.rows', 'name', 'text'],
  'main/database/rebuild-copy.ts': ['table'],
  'main/database/reseal.ts': ['id', 'rows', 'table'],
  'main/database/retention-remove.ts': ['seen', 'table'],
  'main/database/save-source.ts': ['table'],
  'main/database/secret-list-reader.ts': [
    'counted',
    'direction',
    'order.by',
    "order.join ?? ''",
    'part',
    'search',
  ],
  'main/database/secret-states.ts': ['rows'],
  'main/export/csv.ts': ["needsQuotes.join(' OR ')", 'safe', 'startsFormula', 'text'],
  'main/export/document-lines.ts': ['document', 'known'],
  'main/export/json-lines.ts': ["members.join(', ')"],
  'main/export/run-export.ts': ['rows.text'],
  'main/export/stream-lines.ts': ['lineSql', 'rows.text'],
  'main/query/address-text.ts': [
    'begins',
    'between(low, high, 32, values)',
    'between(low, high, 8, values)',
    'digits',
    'first',
    'groups',
    'head',
    'isAddress',
    'last',
    'side',
    'tail',
    'text',
    'zeros',
  ],
  'main/query/build-facet-query.ts': [
    'condition.value',
    'countSeveralSql(time, newest)',
    "limits.join(' ')",
    'newest',
    "places.join(' ')",
    'searchCondition(facets, values)',
    "searched.join(' ')",
    'selected',
    'shown',
    "sets.join(', ')",
    "texts.join(' ')",
    'time',
  ],
  'main/query/build-figures-query.ts': [
    'condition.value',
    'filter',
    "found.join(', ')",
    'index',
    "numbers.join(', ')",
  ],
  'main/query/build-histogram-query.ts': ['bar', 'condition.value', 'measures', 'part', 'text'],
  'main/query/build-page-query.ts': [
    'condition',
    'condition.value',
    'found',
    'ids',
    'length',
    'limit',
    'offset',
    'order',
    'order.value',
    'selected',
    'selected.value',
  ],
  'main/query/build-present-query.ts': ["selected.join(', ')"],
  'main/query/build-secret-queries.ts': ['condition.value', 'last', 'number'],
  'main/query/build-where.ts': ['condition', 'inner.value', 'list', 'sql'],
  'main/query/column-sql.ts': [
    'bound',
    'document',
    'list',
    'ofArray',
    'ofEach',
    'ofObject',
    'ofOne',
    'sql',
    'steps',
    'text',
    'texts',
    'type',
    "words.join(' ')",
  ],
  'main/query/filter-operators.ts': [
    "all.join(' AND ')",
    'bound',
    'column',
    'inOneLine',
    'like',
    'subject.text',
    'text',
    'value',
  ],
};

describe('the texts of SQL statements', () => {
  it('are made of what was looked at, and of nothing else', () => {
    const files = globSync('main/{database,query,export}/**/*.ts', { cwd: root }).map((file) =>
      file.replaceAll('\\', '/'),
    );
    const unknown = files
      .flatMap((file) => piecesToLookAt(file, readFileSync(join(root, file), 'utf8')))
      .filter(({ file, piece }) => !lookedAt[file]?.includes(piece));
    expect(files.length).toBeGreaterThan(60);
    expect(unknown).toEqual([]);
  });

  it.each([
    ['SELECT * FROM events WHERE user_name = ', 'filter.user'],
    ['SELECT * FROM events ORDER BY ', 'input.sort.column'],
    ['INSERT INTO preferences VALUES (', 'JSON.stringify(value)'],
    ['ATTACH ', 'path'],
  ])('would not be with something else in them: %s%s', (text, piece) => {
    const planted = `run(\`${text}\${${piece}}\`)`;
    expect(piecesToLookAt('planted.ts', planted)).toEqual([{ file: 'planted.ts', piece }]);
    expect(piecesToLookAt('planted.ts', `run('${text}' + ${piece})`)).toEqual([
      { file: 'planted.ts', piece },
    ]);
  });

  it('may hold constants, places of bound values and quoted identifiers', () => {
    const [column, table, value] = ['quoteIdentifier(column)', 'EVENTS', 'values.time(fromUs)'].map(
      (piece) => `\${${piece}}`,
    );
    const fine = `run(\`SELECT ${column} FROM ${table} WHERE time > ${value} LIMIT $1\`)`;
    expect(piecesToLookAt('fine.ts', fine)).toEqual([]);
  });
});

describe('the database', () => {
  it('is spoken to from its own folder alone', () => {
    const others = globSync('main/**/*.ts', { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !file.startsWith('main/database/'))
      .filter((file) => /from '@duckdb\//.test(readFileSync(join(root, file), 'utf8')));
    expect(others).toEqual([]);
  });
});
