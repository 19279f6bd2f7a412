import { anyText, type QueryNode } from './query-node.ts';
import { patternToWord, quote, textToWord } from './query-text.ts';

/**
 * The tree as query text: `parseQuery` makes the same tree of it again, or one that means the same where a tree can't
 * come from a text (an `and` of one, an unquoted value that is a word of the language).
 */
export function formatQuery(node: QueryNode): string {
  return format(node, 'or');
}

/** How tightly the place binds: in an `or` anything may stand bare, after `not` only a single term. */
type Place = 'or' | 'and' | 'not';

function format(node: QueryNode, place: Place): string {
  switch (node.kind) {
    case 'text':
      return formatText(node.pattern, node.quoted);
    case 'exists':
      return `${textToWord(node.field, 'word') ?? quote(node.field)}:*`;
    case 'compare':
      return formatComparison(node);
    case 'not':
      return `not ${format(node.child, 'not')}`;
    case 'and':
    case 'or':
      return formatChain(node, place);
  }
}

function formatChain(node: Extract<QueryNode, { kind: 'and' | 'or' }>, place: Place): string {
  const [first, ...rest] = node.children;
  if (!first) return node.kind === 'and' ? '*' : place === 'not' ? '(not *)' : 'not *';
  if (rest.length === 0) return format(first, place);
  if (node.kind === 'or') {
    const group = formatValueGroup(node.children);
    if (group) return group;
  }
  // A chain inside a chain of its own kind keeps its parentheses, so that the tree comes back as it was.
  const text = node.children
    .map((child) => (child.kind === node.kind ? `(${format(child, 'or')})` : format(child, node.kind)))
    .join(` ${node.kind} `);
  const standsBare = place === 'or' || (place === 'and' && node.kind === 'and');
  return standsBare ? text : `(${text})`;
}

/** `field:(a or b)` in place of `field:a or field:b`; null where the children aren't alike. */
function formatValueGroup(children: readonly QueryNode[]): string | null {
  const [first] = children;
  if (first?.kind !== 'compare' || first.field === anyText) return null;
  if (first.operator !== 'is' && first.operator !== 'equals') return null;
  const values: string[] = [];
  for (const child of children) {
    if (child.kind !== 'compare' || child.field !== first.field || child.operator !== first.operator)
      return null;
    values.push(formatOperand(child));
  }
  return `${fieldName(first.field)}${first.operator === 'is' ? ':' : '='}(${values.join(' or ')})`;
}

const SIGNS = { is: ':', equals: '=', gt: ' > ', gte: ' >= ', lt: ' < ', lte: ' <= ' } as const;

/** What ends a regular expression in the query's text, and so has to be escaped there. */
const UNWRITABLE: Readonly<Record<string, string>> = { '/': '\\/', '\n': '\\n' };

function formatComparison(node: Extract<QueryNode, { kind: 'compare' }>): string {
  if (node.operator !== 'matches')
    return `${fieldName(node.field)}${SIGNS[node.operator]}${formatOperand(node)}`;
  const regex = `/${node.value.replaceAll(/\\[\s\S]|[/\n]/g, (piece) => UNWRITABLE[piece] ?? piece)}/`;
  return node.field === anyText ? regex : `${fieldName(node.field)}:${regex}`;
}

function formatOperand({ operator, value, quoted }: Extract<QueryNode, { kind: 'compare' }>): string {
  if (quoted) return quote(value);
  return (operator === 'is' ? patternToWord(value, 'value') : textToWord(value, 'value')) ?? quote(value);
}

function formatText(pattern: string, quoted: boolean): string {
  return (quoted ? null : patternToWord(pattern, 'word')) ?? quote(pattern);
}

function fieldName(name: string): string {
  return name === anyText ? name : (textToWord(name, 'word') ?? quote(name));
}
