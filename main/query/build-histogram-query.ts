import type { AppError } from '../../shared/app-error.ts';
import type { Question } from '../../shared/question.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { SqlQuery } from '../database/readers.ts';
import { questionCondition } from './build-where.ts';
import { EVENTS, type GroupSource, groupTextSql, valueSql } from './column-sql.ts';
import { SqlValues } from './sql-values.ts';

export interface Bars {
  /** Start of bar 0: no event of the answer is before it. */
  readonly originUs: TimeUs;
  readonly intervalUs: number;
  readonly splitBy: GroupSource | null;
  /** That many values get a part of their own. */
  readonly maxParts: number;
}

/**
 * Rows of `bar` (its number), `part` (null: all other values and events without one), `count`, and the bar's earliest
 * and latest time.
 */
export function buildHistogramQuery(
  question: Question,
  { originUs, intervalUs, splitBy, maxParts }: Bars,
  nowUs: TimeUs,
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const bar = `(epoch_us(e."time") - ${values.number(originUs)}) // ${values.number(intervalUs)} AS bar`;
  const measures = `count(*) AS count, min(e."time") AS earliest, max(e."time") AS latest`;
  const part = splitBy ? `${valueSql(splitBy, values)} AS part` : 'NULL AS part';
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  const counted = `SELECT ${bar}, ${part}, ${measures} FROM ${EVENTS} WHERE ${condition.value} GROUP BY ALL`;
  if (!splitBy) return ok({ text: counted, values: values.all() });
  const text = groupTextSql(splitBy, 'part');
  return ok({
    text: [
      `WITH counted AS MATERIALIZED (${counted})`,
      `, common AS (SELECT part FROM counted WHERE part IS NOT NULL GROUP BY part`,
      ` ORDER BY sum(count) DESC, ${text} LIMIT ${values.number(maxParts)})`,
      ` SELECT bar, CASE WHEN part IN (SELECT part FROM common) THEN ${text} END AS part`,
      `, sum(count)::BIGINT AS count, min(earliest) AS earliest, max(latest) AS latest FROM counted GROUP BY ALL`,
    ].join(''),
    values: values.all(),
  });
}

/** The earliest and the latest event of all that are stored; answered from the file's statistics. */
export function buildBoundsQuery(): SqlQuery {
  return { text: `SELECT min(e."time") AS earliest, max(e."time") AS latest FROM ${EVENTS}`, values: [] };
}
