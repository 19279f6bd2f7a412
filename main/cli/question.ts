import type { AppError } from '../../shared/app-error.ts';
import { parseQuery } from '../../shared/query/parse-query.ts';
import { everything } from '../../shared/query/query-node.ts';
import type { Question } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';

/** The question that a query text asks. `*` and an empty text mean everything; times are part of the query. */
export function questionOf(query: string): Result<Question, AppError> {
  const text = query.trim();
  const everyTime = { span: { fromUs: null, toUs: null }, storedUntilUs: null };
  if (text === '' || text === '*') return ok({ tree: everything, ...everyTime });
  const parsed = parseQuery(text);
  return parsed.ok ? ok({ tree: parsed.value, ...everyTime }) : failed(pointedAt(text, parsed.error));
}

/** The error with the query under it, and marks under the place. */
function pointedAt(query: string, error: AppError): AppError {
  if (!error.position || query.includes('\n')) return error;
  const { from, to } = error.position;
  const marks = ' '.repeat(from) + '^'.repeat(Math.max(1, to - from));
  return { ...error, remedy: `${error.remedy}\n\n  ${query}\n  ${marks}` };
}
