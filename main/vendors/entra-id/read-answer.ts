import { type AppError, appError } from '../../../shared/app-error.ts';
import { failed, ok, type Result } from '../../../shared/result.ts';
import { isJsonObject, jsonKind, textOrNull } from '../json-object.ts';

/** The records of a collection's page: `{ "value": [ … ] }`. */
export function readPage(answer: unknown): Result<readonly unknown[], AppError> {
  if (isJsonObject(answer) && Array.isArray(answer.value)) return ok(answer.value);
  return failed(
    appError(
      'unexpected-response',
      'The address answered with JSON, but not with a page of Microsoft Graph. Nothing was stored from this answer.',
      'Check that the address is the Graph host alone, such as https://graph.microsoft.com.',
      {
        detail: `Expected an object with a list “value”, got ${isJsonObject(answer) ? 'an object without one' : jsonKind(answer)}.`,
      },
    ),
  );
}

/** Whole and opaque: Graph says not to take it apart. */
export function nextLinkOf(answer: unknown): string | null {
  return isJsonObject(answer) ? textOrNull(answer['@odata.nextLink']) : null;
}

export function deltaLinkOf(answer: unknown): string | null {
  return isJsonObject(answer) ? textOrNull(answer['@odata.deltaLink']) : null;
}
