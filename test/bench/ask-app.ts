import type { QueryService } from '../../main/query/query-service.ts';
import { parseQuery } from '../../shared/query/parse-query.ts';
import { defaultSort, type Question } from '../../shared/question.ts';
import { unwrap } from './unwrap.ts';

export const PAGE_ROWS = 200;
export const HISTOGRAM_BARS = 60;
export const FACET_VALUES = 10;

export const tableColumns = [
  'time',
  'vendor',
  'stream',
  'class_name',
  'severity_id',
  'status',
  'message',
  'secret_type',
  'secret_fingerprint',
  'secret_line',
];

/** Those that Explore opens with for this vendor's events, the one with the most values included. */
export const facetColumns = [
  'secret_type',
  'severity_id',
  'class_name',
  'activity_name',
  'status',
  'source_name',
  'stream',
  'secret_fingerprint',
];

/** The question as Explore asks it: over all time, with what the query bar holds. */
export function questionOf(query: string): Question {
  return {
    tree: unwrap(parseQuery(query)),
    span: { fromUs: null, toUs: null },
    storedUntilUs: null,
  };
}

/** Rows, histogram and facets at once, as the window asks them after a keystroke. Answers with the first page's rows. */
export async function askApp(service: QueryService, query: string): Promise<number> {
  const question = questionOf(query);
  const [page] = await Promise.all([
    service
      .page({ question, sort: defaultSort, columns: tableColumns, offset: 0, limit: PAGE_ROWS })
      .then(unwrap),
    service
      .histogram({
        question,
        buckets: HISTOGRAM_BARS,
        intervalUs: null,
        splitBy: 'severity_id',
        maxParts: 8,
      })
      .then(unwrap),
    service
      .facets({
        question,
        facets: facetColumns.map((column) => ({ column, search: '', limit: FACET_VALUES })),
      })
      .then(unwrap),
  ]);
  return page.rows.length;
}
