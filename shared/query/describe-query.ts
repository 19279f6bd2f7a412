import { fieldOfColumn } from './fields.ts';
import { anyText, type QueryNode } from './query-node.ts';
import { readNumber } from './read-operand.ts';
import { resolveField } from './resolve-field.ts';
import { patternPieces } from './wildcard-pattern.ts';

/** The tree as words for a person, as a chip shows it: "secret type is AWS_ACCESS_KEY_ID". */
export function describeQuery(node: QueryNode): string {
  return inWords(node, false);
}

type Comparison = Extract<QueryNode, { kind: 'compare' }>;

function inWords(node: QueryNode, denied: boolean): string {
  switch (node.kind) {
    case 'text':
      return `text ${denied ? 'does not contain' : 'contains'} “${shown(node.pattern, node.quoted)}”`;
    case 'exists':
      return `${fieldPhrase(node.field)} is ${denied ? 'missing' : 'present'}`;
    case 'compare':
      return describeComparison(node, denied);
    case 'not':
      return inWords(node.child, !denied);
    case 'and':
    case 'or':
      return describeChain(node, denied);
  }
}

function describeChain(node: Extract<QueryNode, { kind: 'and' | 'or' }>, denied: boolean): string {
  const [first, ...rest] = node.children;
  if (!first) return (node.kind === 'and') === denied ? 'nothing' : 'everything';
  if (rest.length === 0) return inWords(first, denied);
  const values = node.kind === 'or' ? valuesOfOneField(node.children) : null;
  if (values && first.kind === 'compare') {
    const last = values.at(-1) ?? '';
    const list = `${values.slice(0, -1).join(', ')} ${denied ? 'nor' : 'or'} ${last}`;
    return `${fieldPhrase(first.field)} is ${denied ? 'neither ' : ''}${list}`;
  }
  // Not (a or b) is said as "not a and not b"; not (a and b) as "not a or not b".
  const word = (node.kind === 'and') === denied ? 'or' : 'and';
  const joins = new Set(['and', 'or']);
  return node.children
    .map((child) => {
      const text = inWords(child, denied);
      const isChain =
        joins.has(child.kind) && child.kind !== node.kind && 'children' in child && child.children.length > 1;
      return isChain && !(child.kind === 'or' && valuesOfOneField(child.children)) ? `(${text})` : text;
    })
    .join(` ${word} `);
}

function valuesOfOneField(children: readonly QueryNode[]): string[] | null {
  const [first] = children;
  if (first?.kind !== 'compare') return null;
  const values: string[] = [];
  for (const child of children) {
    const isAlike =
      child.kind === 'compare' &&
      child.field === first.field &&
      (child.operator === 'is' || child.operator === 'equals');
    if (!isAlike) return null;
    values.push(shown(child.value, child.quoted));
  }
  return values;
}

function describeComparison(node: Comparison, denied: boolean): string {
  const phrase = node.field === anyText ? 'text' : fieldPhrase(node.field);
  return `${phrase} ${verb(node, denied)} ${describedValue(node)}`;
}

function verb({ field, operator, value, quoted }: Comparison, denied: boolean): string {
  const is = denied ? 'is not' : 'is';
  const resolved = resolveField(field);
  const type = resolved.kind === 'column' ? resolved.field.type : 'text';
  const isTime = type === 'time';
  switch (operator) {
    case 'equals':
      return is;
    case 'is':
      if (!quoted && patternPieces(value).length > 1) return denied ? 'is not like' : 'is like';
      return type === 'address' && value.includes('/') ? `${is} in` : is;
    case 'matches':
      return denied ? 'does not match' : 'matches';
    case 'gt':
      return `${is} ${isTime ? 'after' : type === 'severity' ? 'above' : 'more than'}`;
    case 'gte':
      return `${is} ${isTime ? 'from' : 'at least'}`;
    case 'lt':
      return `${is} ${isTime ? 'before' : type === 'severity' ? 'below' : 'less than'}`;
    case 'lte':
      return `${is} ${isTime ? 'up to' : 'at most'}`;
  }
}

function describedValue({ field, operator, value, quoted }: Comparison): string {
  if (operator === 'matches') return `/${value}/`;
  const resolved = resolveField(field);
  if (value === '') return 'empty';
  const isPlain = resolved.kind === 'column' && resolved.field.type !== 'text';
  return isPlain || readNumber(value) !== null ? value : shown(value, quoted || operator !== 'is');
}

/** A pattern keeps its wildcards; escapes are an affair of the query's text. Long values are cut. */
function shown(value: string, quoted: boolean): string {
  const text = quoted ? value : patternPieces(value).join('*');
  const oneLine = text.replaceAll(/\s+/g, ' ');
  return oneLine.length > 80 ? `${oneLine.slice(0, 79)}…` : oneLine;
}

/** "secret type", "source IP": the label without its capital; a path into the event stays as it is. */
export function fieldPhrase(name: string): string {
  const resolved = resolveField(name);
  if (resolved.kind !== 'column') return name;
  const { label, phrase } = fieldOfColumn(resolved.field.column);
  return phrase ?? label.charAt(0).toLowerCase() + label.slice(1);
}
