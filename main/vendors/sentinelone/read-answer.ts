import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { isJsonObject, jsonKind } from '../json-object.ts';
import { readObject, readText } from '../read-value.ts';

/**
 * The records of a page: `{ "data": [ … ], "pagination": { "nextCursor", "totalItems" } }`. `data` may be null where
 * there is nothing. `errors` beside good data means nothing: the alert endpoint was seen to send `[{}]`.
 */
export function readPage(answer: unknown): Result<readonly unknown[], AppError> {
  if (isJsonObject(answer)) {
    if (Array.isArray(answer.data)) return ok(answer.data);
    if ((answer.data ?? null) === null && isJsonObject(answer.pagination)) return ok([]);
    const names = Object.keys(answer);
    const isBareEnvelope = names.every(
      (name) => name === 'data' || name === 'pagination' || name === 'errors',
    );
    if (answer.data === null && isBareEnvelope) return ok([]);
  }
  return failed(
    appError(
      'unexpected-response',
      'The address answered with JSON, but not with a page of the SentinelOne API. Nothing was stored from this answer.',
      'Check that the address is that of your SentinelOne console, such as https://example.sentinelone.net.',
      {
        detail: `Expected an object with a list “data”, got ${isJsonObject(answer) ? 'an object without one' : jsonKind(answer)}.`,
      },
    ),
  );
}

/** The only sign of a further page: pages can be short or empty, and `totalItems` is 0 where nobody counted. */
export function nextCursorOf(answer: unknown): string | null {
  const { nextCursor } = readObject(readObject(answer).pagination);
  return typeof nextCursor === 'boolean' ? null : readText(nextCursor);
}
