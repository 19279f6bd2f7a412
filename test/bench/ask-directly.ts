import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { FACET_VALUES, facetColumns, HISTOGRAM_BARS, PAGE_ROWS, tableColumns } from './ask-app.ts';
import type { BenchQuestion } from './questions.ts';

/** DuckDB without the app: hand-written SQL with the values pasted in, a connection for each part of a question. */
export interface DirectDatabase {
  ask(question: BenchQuestion): Promise<void>;
  run(sql: string): Promise<void>;
  close(): void;
}

export async function openDirectly(
  path: string,
  limits: { threads: number; memoryLimitMb: number },
): Promise<DirectDatabase> {
  const instance = await DuckDBInstance.create(path, {
    threads: String(limits.threads),
    memory_limit: `${limits.memoryLimitMb}MB`,
  });
  const connections = await Promise.all([1, 2, 3].map(() => instance.connect()));
  const [rows, histogram, facets] = connections as [DuckDBConnection, DuckDBConnection, DuckDBConnection];
  const run = async (connection: DuckDBConnection, sql: string) => {
    const reader = await connection.runAndReadAll(sql);
    reader.getRowObjectsJS();
  };
  return {
    async ask(question) {
      await Promise.all([
        run(rows, rowsSql(question.sql)),
        run(histogram, histogramSql(question.sql)),
        (async () => {
          for (const sql of facetsSql(question)) await run(facets, sql);
        })(),
      ]);
    },
    run: (sql) => run(rows, sql),
    close() {
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
    },
  };
}

function rowsSql(condition: string): string {
  return `SELECT event_id, ${tableColumns.join(', ')} FROM events WHERE ${condition} ORDER BY time DESC LIMIT ${PAGE_ROWS}`;
}

/** Sixty days in as many bars. */
function histogramSql(condition: string): string {
  const width = `to_days(${60 / HISTOGRAM_BARS})`;
  return `SELECT time_bucket(${width}, time) AS start, severity_id, count(*) AS count FROM events
    WHERE ${condition} GROUP BY ALL ORDER BY ALL`;
}

/**
 * All facets in one pass: the most frequent values of each, how many there are, and how many events have none. The
 * facet whose own filter is part of the question is asked over everything, as the app has it.
 */
function facetsSql({ sql, ownFacet }: BenchQuestion): string[] {
  const shared = facetColumns.filter((column) => column !== ownFacet);
  return ownFacet === null
    ? [groupedSql(shared, sql)]
    : [groupedSql(shared, sql), groupedSql([ownFacet], 'true')];
}

function groupedSql(columns: readonly string[], condition: string): string {
  const sets = columns.map((column) => `(${column})`).join(', ');
  return `SELECT *, count(*) OVER facet AS distinct_values FROM (
      SELECT ${columns.join(', ')}, grouping(${columns.join(', ')}) AS facet_id, count(*) AS count
      FROM events WHERE ${condition} GROUP BY GROUPING SETS (${sets})
    )
    WINDOW facet AS (PARTITION BY facet_id)
    QUALIFY row_number() OVER (PARTITION BY facet_id ORDER BY count DESC) <= ${FACET_VALUES}`;
}
