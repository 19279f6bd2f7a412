import { type AppError, appError } from '../../shared/app-error.ts';
import type { Field } from '../../shared/query/field.ts';
import { fields } from '../../shared/query/fields.ts';
import { nearestNames } from '../../shared/query/nearest-names.ts';
import { resolveField } from '../../shared/query/resolve-field.ts';
import { defaultSort, type Sort } from '../../shared/question.ts';
import { failed, ok, type Result } from '../../shared/result.ts';

/** Every column but the JSON documents, which make up most of an event's size. */
export const plainColumns: readonly string[] = (fields as readonly Field[]).map(({ column }) => column);
const documents: readonly string[] = ['ocsf', 'ecs', 'raw'];
export const everyColumn: readonly string[] = [...plainColumns, ...documents];

/**
 * The columns of `--fields a,b`: by column, ECS, OCSF or short name, `ocsf`, `ecs`, `raw`, any path into
 * them, or `all`. Each comes once, in the order asked for.
 */
export function columnsOf(text: string): Result<readonly string[], AppError> {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) {
    return failed(
      appError('invalid-input', '--fields names no field.', 'Name some: --fields time,secret.type'),
    );
  }
  const columns: string[] = [];
  for (const name of names) {
    const found = name.toLowerCase() === 'all' ? ok(everyColumn) : columnOf(name);
    if (!found.ok) return found;
    columns.push(...found.value);
  }
  return ok([...new Set(columns)]);
}

function columnOf(name: string): Result<readonly string[], AppError> {
  if (documents.includes(name)) return ok([name]);
  const resolved = resolveField(name);
  switch (resolved.kind) {
    case 'column':
      return ok([resolved.field.column]);
    case 'json':
      return ok([name]);
    case 'unknown':
      return failed(unknownField(name));
  }
}

/** What a field's name leads to, for options that take one field: `--field`, `--by`, `--sort`. Any path has one. */
export function singleColumn(name: string): Result<string, AppError> {
  const resolved = resolveField(name);
  switch (resolved.kind) {
    case 'column':
      return ok(resolved.field.column);
    case 'json':
      return ok(name);
    case 'unknown':
      return failed(unknownField(name));
  }
}

/** `--sort field[:asc|:desc]`; without it, latest first. */
export function sortOf(text: string | undefined): Result<Sort, AppError> {
  if (text === undefined) return ok(defaultSort);
  const match = /^(.+?)(?::(asc|desc))?$/i.exec(text);
  const column = singleColumn(match?.[1] ?? text);
  if (!column.ok) return column;
  const direction = match?.[2]?.toLowerCase() === 'desc' ? 'desc' : 'asc';
  return ok([{ column: column.value, direction }]);
}

const knownNames: readonly string[] = (fields as readonly Field[]).flatMap(
  ({ column, ecs, aliases = [] }) => [ecs, column, ...aliases],
);

function unknownField(name: string): AppError {
  const [close] = nearestNames(name, knownNames, 1);
  const hint = close === undefined ? '' : `Did you mean ${close}? `;
  return appError(
    'invalid-input',
    `There is no field “${name}”.`,
    `${hint}Fields are named as in queries: ${plainColumns.slice(0, 6).join(', ')} …`,
  );
}
