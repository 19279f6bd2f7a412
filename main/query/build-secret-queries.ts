import type { AppError } from '../../shared/app-error.ts';
import type { Question } from '../../shared/question.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { TimeUs } from '../../shared/time-range.ts';
import type { SqlQuery } from '../database/readers.ts';
import { questionCondition } from './build-where.ts';
import { EVENTS } from './column-sql.ts';
import { SqlValues } from './sql-values.ts';

const TYPE = 'e."secret_type"';
const FINGERPRINT = 'e."secret_fingerprint"';

/** Rows of `secret_type`, `count` and `distinct_secrets`, most frequent first. */
export function buildFrequencyQuery(question: Question, nowUs: TimeUs): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const condition = questionCondition(question, nowUs, values);
  if (!condition.ok) return condition;
  // Counting pairs first is several times quicker than count(DISTINCT …) in one go.
  return ok({
    text: [
      `WITH pairs AS (SELECT ${TYPE} AS secret_type, ${FINGERPRINT} AS fingerprint, count(*) AS count FROM ${EVENTS}`,
      ` WHERE ${condition.value} AND ${TYPE} IS NOT NULL GROUP BY ALL)`,
      ` SELECT secret_type, sum(count)::BIGINT AS count, count(fingerprint) AS distinct_secrets FROM pairs`,
      ` GROUP BY secret_type ORDER BY count DESC, secret_type`,
    ].join(''),
    values: values.all(),
  });
}

export interface Windows {
  readonly fromUs: TimeUs;
  readonly lengthUs: number;
  /** The last of them is the chosen range, those before it the baseline. */
  readonly count: number;
}

/** Rows of `secret_type`, `window_number`, `count`, and `distinct_secrets` of the last window. */
export function buildWindowsQuery(
  question: Question,
  windows: Windows,
  nowUs: TimeUs,
): Result<SqlQuery, AppError> {
  const values = new SqlValues();
  const from = values.number(windows.fromUs);
  const length = values.number(windows.lengthUs);
  const span = { fromUs: windows.fromUs, toUs: windows.fromUs + windows.count * windows.lengthUs };
  const condition = questionCondition({ ...question, span }, nowUs, values);
  if (!condition.ok) return condition;
  const last = values.number(windows.count - 1);
  const number = `(epoch_us(e."time") - ${from}) // ${length}`;
  return ok({
    text: [
      `WITH pairs AS (SELECT ${TYPE} AS secret_type, ${number} AS window_number`,
      `, CASE WHEN ${number} = ${last} THEN ${FINGERPRINT} END AS fingerprint, count(*) AS count`,
      ` FROM ${EVENTS} WHERE ${condition.value} AND ${TYPE} IS NOT NULL GROUP BY ALL)`,
      ` SELECT secret_type, window_number, sum(count)::BIGINT AS count, count(fingerprint) AS distinct_secrets`,
      ` FROM pairs GROUP BY secret_type, window_number`,
    ].join(''),
    values: values.all(),
  });
}

/** Rows of `secret_type` and `first_seen`, over everything that is stored, whatever the question is. */
export function buildFirstSeenQuery(): SqlQuery {
  return {
    text: `SELECT ${TYPE} AS secret_type, min(e."time") AS first_seen FROM ${EVENTS} WHERE ${TYPE} IS NOT NULL GROUP BY ALL`,
    values: [],
  };
}
