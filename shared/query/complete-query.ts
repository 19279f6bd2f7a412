import { ecsNames } from './ecs-fields.ts';
import type { Field } from './field.ts';
import { fields } from './fields.ts';
import { wordToText } from './query-text.ts';
import { resolveField } from './resolve-field.ts';
import { severities } from './severities.ts';
import { type Token, tokeniseQuery } from './tokenise-query.ts';

export interface Completion {
  readonly kind: 'field' | 'operator' | 'keyword' | 'value';
  /** What the list shows and what typing is compared with. */
  readonly label: string;
  /** What goes into the query in place of `from … to`. */
  readonly insert: string;
  readonly detail: string;
}

export interface Completions {
  /** The part of the query that a chosen completion replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
  /** Set where a value of a field stands: ask the facet of this column for values that contain `search`. */
  readonly valuesOf: { readonly column: string; readonly search: string } | null;
}

const KEYWORDS: readonly Completion[] = [
  { kind: 'keyword', label: 'and', insert: 'and ', detail: 'both' },
  { kind: 'keyword', label: 'or', insert: 'or ', detail: 'one of them' },
];
const NOT: Completion = { kind: 'keyword', label: 'not', insert: 'not ', detail: 'without' };
const EXISTS: Completion = { kind: 'value', label: '*', insert: '* ', detail: 'any value' };

const OPERATORS = {
  ':': 'is, with * as a wildcard',
  '=': 'is exactly, with case',
  '>': 'more than, after',
  '>=': 'at least, from',
  '<': 'less than, before',
  '<=': 'at most, up to',
} as const;

const TIMES = [
  ['now-1h', 'an hour ago'],
  ['now-1d', 'a day ago'],
  ['now-7d', 'a week ago'],
  ['now-30d', '30 days ago'],
] as const;

/** What can stand at an offset of the query, whatever is wrong with the rest of it. */
export function completionsAt(text: string, offset: number): Completions {
  const tokens = tokeniseQuery(text);
  const touched = tokens.findIndex(({ kind, from, to }) => from < offset && offset <= to && TYPED.has(kind));
  const token = tokens[touched];
  const before = token ? tokens.slice(0, touched) : tokens.filter(({ to }) => to <= offset);
  const place = token ? { from: token.from, to: token.to } : { from: offset, to: offset };
  const typed = token ? text.slice(token.from, offset) : '';
  const field = fieldOfValue(before);
  if (field) return { ...place, ...valueCompletions(field, typed) };
  const previous = before.at(-1);
  if (!token && previous?.kind === 'word' && resolveField(wordToText(previous.text)).kind !== 'unknown') {
    return { ...place, options: [...operatorCompletions(previous), ...KEYWORDS], valuesOf: null };
  }
  const options = [...fieldCompletions(typed), ...(endsTerm(previous) ? KEYWORDS : []), NOT];
  return { ...place, options: options.filter((option) => isLike(option, typed)), valuesOf: null };
}

/** Tokens whose text is still being typed; after the others something new begins. */
const TYPED: ReadonlySet<Token['kind']> = new Set(['field', 'word', 'value', 'string', 'keyword']);

/** The field whose value comes next: after its operator, or inside the parentheses after that. */
function fieldOfValue(before: readonly Token[]): Token | null {
  let depth = 0;
  for (let index = before.length - 1; index >= 0; index--) {
    const token = before[index];
    if (token?.kind === 'operator') {
      const isOpenHere = index === before.length - 1 || depth < 0;
      const field = before[index - 1];
      return isOpenHere && field?.kind === 'field' ? field : null;
    }
    if (token?.kind === 'close') depth++;
    if (token?.kind === 'open') {
      depth--;
      if (depth < 0 && before[index - 1]?.kind !== 'operator') return null;
    }
    if (token?.kind === 'field') return null;
  }
  return null;
}

function valueCompletions(name: Token, typed: string): Pick<Completions, 'options' | 'valuesOf'> {
  const resolved = resolveField(wordToText(name.text));
  const search = typed.replaceAll(/^"|"$|^\*+|\*+$/g, '');
  if (resolved.kind === 'unknown') return { options: typed === '' ? [EXISTS] : [], valuesOf: null };
  if (resolved.kind === 'json') {
    const column = wordToText(name.text);
    return { options: typed === '' ? [EXISTS] : [], valuesOf: { column, search } };
  }
  const { type, column } = resolved.field;
  if (type === 'severity') {
    const options = severities.map(({ name: word, id }) => value(word.toLowerCase(), `severity ${id}`));
    return { options: options.filter((option) => isLike(option, search)), valuesOf: null };
  }
  if (type === 'time') {
    return { options: TIMES.map(([time, detail]) => value(time, detail)), valuesOf: null };
  }
  return {
    options: typed === '' ? [EXISTS] : [],
    valuesOf: type === 'text' || type === 'address' ? { column, search } : null,
  };
}

function operatorCompletions(name: Token): Completion[] {
  const resolved = resolveField(wordToText(name.text));
  const isText = resolved.kind === 'column' && resolved.field.type === 'text';
  return Object.entries(OPERATORS)
    .filter(([sign]) => !isText || sign === ':' || sign === '=')
    .map(([sign, detail]) => ({ kind: 'operator', label: sign, insert: sign, detail }));
}

function fieldCompletions(typed: string): Completion[] {
  const wanted = typed.toLowerCase();
  const ofColumns = (fields as readonly Field[])
    .map((field) => ({ field, ...nameLike(field, wanted) }))
    .filter(({ rank }) => rank < NOT_LIKE)
    .sort((a, b) => a.rank - b.rank)
    .map(({ field, name }) => ({
      kind: 'field' as const,
      label: name,
      insert: `${name}${field.type === 'time' || field.type === 'severity' ? ' ' : ':'}`,
      detail: field.description,
    }));
  return [...ofColumns, ...ecsCompletions(wanted)];
}

/** Columns answer sooner and come first; these only once something is typed. */
function ecsCompletions(wanted: string): Completion[] {
  if (wanted === '') return [];
  const isNamedSo = (name: string) => name.startsWith(wanted) || name.includes(`.${wanted}`);
  return ecsNames
    .filter(({ name }) => isNamedSo(name))
    .map(({ name, detail }) => ({ kind: 'field', label: name, insert: `${name}:`, detail }));
}

const NOT_LIKE = 4;

/** The field's ECS name, or another of its names if that one begins with what was typed; the lower the rank the liker. */
function nameLike(field: Field, wanted: string): { name: string; rank: number } {
  const ecs = field.ecs.toLowerCase();
  if (ecs.startsWith(wanted)) return { name: field.ecs, rank: 0 };
  const others = [...(field.aliases ?? []), field.column, ...(field.ocsf ? [field.ocsf] : [])];
  const other = others.find((name) => name.toLowerCase().startsWith(wanted));
  if (other) return { name: other, rank: 1 };
  if (ecs.includes(`.${wanted}`) || field.label.toLowerCase().includes(wanted))
    return { name: field.ecs, rank: 2 };
  return { name: field.ecs, rank: ecs.includes(wanted) ? 3 : NOT_LIKE };
}

function isLike(option: Completion, typed: string): boolean {
  return option.kind === 'field' || option.label.toLowerCase().startsWith(typed.toLowerCase());
}

function endsTerm(token: Token | undefined): boolean {
  return token !== undefined && ['word', 'value', 'string', 'regex', 'close'].includes(token.kind);
}

function value(text: string, detail: string): Completion {
  return { kind: 'value', label: text, insert: `${text} `, detail };
}
