import type { Field } from '../../shared/query/field.ts';
import { ocsfArrayAttributes } from '../../shared/query/ocsf-attributes.ts';
import { type JsonPlace, type ResolvedField, resolveField } from '../../shared/query/resolve-field.ts';
import { severities } from '../../shared/query/severities.ts';
import { quoteIdentifier, type SqlValues } from './sql-values.ts';

/** Every statement names the table so; a column is always written with it, so that no alias can stand in its way. */
export const EVENTS = 'events AS e';

const UUID_COLUMNS: ReadonlySet<string> = new Set(['event_id', 'run_id']);

/** What is not kept but found out, by the field's column. */
const COMPUTED: Readonly<Record<string, string>> = {
  is_latest: `CASE WHEN e."event_id" IN (SELECT event_id FROM superseded_events) THEN 'false' ELSE 'true' END`,
};

/** A column of `events` by its name in the field table; never by a name from outside. */
export function columnSql(field: Pick<Field, 'column' | 'isComputed'>): string {
  return (field.isComputed && COMPUTED[field.column]) || `e.${quoteIdentifier(field.column)}`;
}

export function isUuidColumn(field: Pick<Field, 'column'>): boolean {
  return UUID_COLUMNS.has(field.column);
}

/** The column as text, for comparing and searching. */
export function textColumnSql(field: Pick<Field, 'column' | 'isComputed'>): string {
  return isUuidColumn(field) ? `CAST(${columnSql(field)} AS VARCHAR)` : columnSql(field);
}

/** The text at a path of an event's JSON: one text, or a list of texts where an array is on the way. */
export interface JsonText {
  readonly sql: string;
  readonly isList: boolean;
}

type JsonField = Extract<ResolvedField, { kind: 'json' }>;

/** Below these an OCSF event holds what the schema says nothing about. */
const FREE_FORM: ReadonlySet<string> = new Set(['unmapped', 'data']);

/** The text at the field's place; where two forms have one, a list of what is at both. */
export function jsonTextSql(field: JsonField, values: SqlValues): JsonText {
  const first = placeTextSql(field, values);
  if (!field.also) return first;
  const second = placeTextSql(field.also, values);
  return { sql: `list_concat(${listSql(first)}, ${listSql(second)})`, isList: true };
}

function listSql({ sql, isList }: JsonText): string {
  return isList ? sql : `[${sql}]`;
}

/** In OCSF the schema says where arrays are, so one path does; elsewhere each step may be an array or not. */
function placeTextSql(place: JsonPlace, values: SqlValues): JsonText {
  return isOfSchema(place) ? schemaPathSql(place, values) : anyShapeSql(place, values);
}

function isOfSchema({ column, path }: JsonPlace): boolean {
  return column === 'ocsf' && !path.some((part) => FREE_FORM.has(part));
}

function isArray(attribute: string): boolean {
  return ocsfArrayAttributes.has(attribute);
}

function schemaPathSql({ column, path }: JsonPlace, values: SqlValues): JsonText {
  const steps = path.map((part) => `."${part}"${isArray(part) ? '[*]' : ''}`);
  const bound = values.path(`$${steps.join('')}`);
  return {
    sql: `json_extract_string(e.${quoteIdentifier(column)}, ${bound})`,
    isList: path.some(isArray),
  };
}

/**
 * The path as it is written is tried first, which is quick; only where nothing is there may an array be on the way, and
 * each step is taken on its own.
 */
function anyShapeSql({ column, path }: JsonPlace, values: SqlValues): JsonText {
  const document = `e.${quoteIdentifier(column)}`;
  const direct = `$${path.map((part) => `."${part}"`).join('')}`;
  const type = `json_type(${document}, ${values.path(direct)})`;
  const texts = `json_extract_string(${document}, ${values.path(`${direct}[*]`)})`;
  const text = `[json_extract_string(${document}, ${values.path(direct)})]`;
  const steps = stepByStepSql(document, path, values);
  return {
    sql: `CASE WHEN ${type} IS NULL THEN ${steps} WHEN ${type} = 'ARRAY' THEN ${texts} ELSE ${text} END`,
    isList: true,
  };
}

function stepByStepSql(document: string, path: readonly string[], values: SqlValues): string {
  const step = (list: string, ofArray: string, ofObject: string) =>
    `flatten(list_transform(${list}, lambda node: CASE json_type(node) WHEN 'ARRAY' THEN ${ofArray} ELSE ${ofObject} END))`;
  let list = `[${document}]`;
  for (const part of path) {
    const ofEach = values.path(`$[*]."${part}"`);
    const ofOne = values.path(`$."${part}"`);
    list = step(list, `json_extract(node, ${ofEach})`, `[json_extract(node, ${ofOne})]`);
  }
  list = step(list, `json_extract(node, '$[*]')`, '[node]');
  return `list_transform(${list}, lambda node: json_extract_string(node, '$'))`;
}

/** What a column of a row, a sort or a facet is: a column of the table, one of the documents, or a path into them. */
export type ColumnSource =
  | { readonly kind: 'column'; readonly field: Field }
  | { readonly kind: 'document'; readonly column: DocumentColumn }
  | JsonField;

export type DocumentColumn = JsonPlace['column'];
const DOCUMENTS: ReadonlySet<string> = new Set<DocumentColumn>(['ocsf', 'ecs', 'raw']);

/** Null where nothing goes by the name. */
export function findColumn(name: string): ColumnSource | null {
  if (DOCUMENTS.has(name)) return { kind: 'document', column: name as DocumentColumn };
  const resolved = resolveField(name);
  return resolved.kind === 'unknown' ? null : resolved;
}

/** The column's value as a row shows it. Several values at a path are joined by commas. */
export function valueSql(source: ColumnSource, values: SqlValues): string {
  switch (source.kind) {
    case 'column':
      return columnSql(source.field);
    case 'document':
      return `e.${quoteIdentifier(source.column)}`;
    case 'json': {
      const first = placeValueSql(source, values);
      return source.also ? `coalesce(${first}, ${placeValueSql(source.also, values)})` : first;
    }
  }
}

function placeValueSql(place: JsonPlace, values: SqlValues): string {
  const { sql, isList } = placeTextSql(place, values);
  return isList ? `nullif(array_to_string(list_filter(${sql}, lambda one: one IS NOT NULL), ', '), '')` : sql;
}

/** What events can be grouped by: anything but the whole documents. */
export type GroupSource = Exclude<ColumnSource, { kind: 'document' }>;

export function findGroupColumn(name: string): GroupSource | null {
  const source = findColumn(name);
  return source?.kind === 'document' ? null : source;
}

/** Whether one event may have several values of it. */
export function mayBeSeveral(source: GroupSource): boolean {
  if (source.kind !== 'json') return false;
  return source.also !== undefined || !isOfSchema(source) || source.path.some(isArray);
}

/** For what may be several: the different texts of an event, none of them missing. */
export function severalTextsSql(source: GroupSource, values: SqlValues): string {
  if (source.kind !== 'json') throw new Error('A column has one value.');
  return `list_distinct(${listSql(jsonTextSql(source, values))})`;
}

/** A group's value as text: severities as words, times as ISO 8601. `sql` is the value as `valueSql` gave it. */
export function groupTextSql(source: GroupSource, sql: string): string {
  if (source.kind === 'json') return sql;
  switch (source.field.type) {
    case 'severity': {
      const words = severities.map(({ id, name }) => `WHEN ${sql} = ${id} THEN '${name}'`);
      return `CASE ${words.join(' ')} ELSE CAST(${sql} AS VARCHAR) END`;
    }
    case 'time':
      return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
    case 'number':
    case 'text':
    case 'address':
      return `CAST(${sql} AS VARCHAR)`;
  }
}
