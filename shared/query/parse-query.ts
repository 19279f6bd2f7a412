import type { AppError } from '../app-error.ts';
import { failed, ok, type Result } from '../result.ts';
import {
  and,
  anyText,
  type CompareOperator,
  everything,
  MAX_CHILDREN,
  MAX_DEPTH,
  MAX_TEXT,
  not,
  or,
  type QueryNode,
} from './query-node.ts';
import { unquote, wordToPattern, wordToText } from './query-text.ts';
import { nearestFieldNames, type OperandType, operandType, readOperand } from './read-operand.ts';
import { resolveField } from './resolve-field.ts';
import { SyntaxProblem, syntaxError, TokenCursor } from './token-cursor.ts';
import { isIn, type Token } from './tokenise-query.ts';
import { matchesAnything } from './wildcard-pattern.ts';

/** UTF-16 units; room for a list of a thousand fingerprints. */
const MAX_QUERY = 65_536;
/** Each parenthesis is up to three levels of the tree: or, and, not. */
const MAX_NESTING = 60;

const OPERATORS: Readonly<Record<string, CompareOperator>> = {
  ':': 'is',
  '=': 'equals',
  '==': 'equals',
  '!=': 'equals',
  ':=': 'equals',
  '>': 'gt',
  '>=': 'gte',
  '<': 'lt',
  '<=': 'lte',
  ':>': 'gt',
  ':>=': 'gte',
  ':<': 'lt',
  ':<=': 'lte',
};

/**
 * Reads a query. An empty one and `*` ask for everything. Fields and values are checked too: an error of the kind
 * `query-syntax` has the place and what would have been right there.
 */
export function parseQuery(text: string): Result<QueryNode, AppError> {
  if (text.length > MAX_QUERY) {
    return failed(
      syntaxError(
        'The query is too long.',
        `Shorten it to ${MAX_QUERY} characters.`,
        MAX_QUERY,
        text.length,
        [],
      ),
    );
  }
  const parser = new QueryParser(text);
  try {
    return ok(parser.parse());
  } catch (error) {
    if (error instanceof SyntaxProblem) return failed(error.problem);
    throw error;
  }
}

/** These say that none of the values may be. */
const DENYING = /^(?:!=|not\s)/i;

interface FieldBeingRead {
  readonly name: Token;
  readonly type: OperandType;
  readonly operator: Token;
}

class QueryParser {
  private readonly cursor: TokenCursor;
  private nesting = 0;

  constructor(text: string) {
    this.cursor = new TokenCursor(text);
  }

  parse(): QueryNode {
    if (this.cursor.peek() === undefined) return everything;
    const tree = this.readOr(null);
    const left = this.cursor.peek();
    if (left?.kind === 'close')
      this.cursor.fail(left, 'This “)” closes nothing.', 'Remove it, or open a “(” before.', []);
    if (left) this.cursor.failExpected(left, 'a word, a field or “(”');
    if (depthOf(tree) > MAX_DEPTH) this.failTooDeep(0, this.cursor.text.length);
    return tree;
  }

  /** `field` is set inside the parentheses after `field:`, where values stand in place of terms. */
  private readOr(field: FieldBeingRead | null): QueryNode {
    const children = [this.readAnd(field)];
    while (this.cursor.connective() === 'or' || (field && this.cursor.startsTerm())) {
      this.cursor.takeIf('or');
      this.push(children, this.readAnd(field));
    }
    return or(...children);
  }

  private readAnd(field: FieldBeingRead | null): QueryNode {
    const children = [this.readNot(field)];
    // Words side by side mean "and"; values of one field side by side can only mean "or".
    while (this.cursor.connective() === 'and' || (!field && this.cursor.startsTerm())) {
      this.cursor.takeIf('and');
      this.push(children, this.readNot(field));
    }
    return and(...children);
  }

  private readNot(field: FieldBeingRead | null): QueryNode {
    const token = this.cursor.peek();
    if (this.cursor.connective() !== 'not' && token?.kind !== 'negation') return this.readTerm(field);
    this.cursor.take();
    return this.nest(token, () => not(this.readNot(field)));
  }

  private readTerm(field: FieldBeingRead | null): QueryNode {
    const token = this.cursor.peek();
    if (!token || token.kind === 'close' || token.kind === 'keyword') {
      const previous = this.cursor.previous();
      const after = previous && previous.kind !== 'open' ? ` after “${previous.text}”` : '';
      return this.cursor.failExpected(token, field ? 'a value' : 'a word, a field or “(”', after);
    }
    if (token.kind === 'open') return this.readGroup(token, () => this.readOr(field));
    if (field) return this.readValue(field, this.cursor.take());
    if (token.kind === 'field') return this.readComparison(this.cursor.take());
    if (token.kind === 'operator') {
      return this.cursor.fail(
        token,
        `Expected a field before “${token.text}”.`,
        'Write the field’s name before it.',
        ['a field'],
      );
    }
    return this.readFreeText(this.cursor.take());
  }

  private readGroup(open: Token, read: () => QueryNode): QueryNode {
    this.cursor.take();
    const node = this.nest(open, read);
    if (this.cursor.peek()?.kind !== 'close') {
      const left = this.cursor.peek();
      if (left) this.cursor.failExpected(left, '“)”');
      this.cursor.fail(open, 'This “(” is not closed.', 'Add a “)” at the end of the group.', [')']);
    }
    this.cursor.take();
    return node;
  }

  private readFreeText(token: Token): QueryNode {
    if (token.kind === 'regex') {
      const node = { field: anyText, operator: 'matches', value: regexSource(token), quoted: false } as const;
      this.check('any-text', node, token);
      return { kind: 'compare', ...node };
    }
    const quoted = token.kind === 'string';
    if (quoted) this.expectClosed(token);
    const pattern = quoted ? unquote(token.text) : wordToPattern(token.text);
    this.expectShort(pattern, token);
    return !quoted && matchesAnything(pattern) ? everything : { kind: 'text', pattern, quoted };
  }

  private readComparison(name: Token): QueryNode {
    const type = this.typeOfField(name);
    const field = { name, type, operator: this.cursor.take() };
    const token = this.cursor.peek();
    const isValue = token && ['value', 'string', 'regex'].includes(token.kind);
    const isGroup =
      token?.kind === 'open' && (isIn(field.operator) || /^(?:[:=]|:=|==|!=)$/.test(field.operator.text));
    if (!isValue && !isGroup) {
      const before = this.cursor.text.slice(name.from, field.operator.to);
      return this.cursor.failExpected(token, 'a value', ` after “${before}”`);
    }
    const node = isGroup
      ? this.readGroup(token, () => this.readOr(field))
      : this.readValue(field, this.cursor.take());
    return DENYING.test(field.operator.text) ? not(node) : node;
  }

  private readValue({ name, type, operator: written }: FieldBeingRead, token: Token): QueryNode {
    const field = wordToText(name.text);
    const operator = OPERATORS[written.text] ?? 'is';
    if (token.kind === 'regex') {
      if (operator !== 'is') {
        this.cursor.fail(
          written,
          'A regular expression stands after “:”.',
          'Write “:” here, or put the text in quotes.',
          [':'],
        );
      }
      const node = { field, operator: 'matches', value: regexSource(token), quoted: false } as const;
      this.check(type, node, token);
      return { kind: 'compare', ...node };
    }
    const isString = token.kind === 'string';
    if (isString) this.expectClosed(token);
    const bare = operator === 'is' ? wordToPattern : wordToText;
    const value = isString ? unquote(token.text) : bare(token.text);
    this.expectShort(value, token);
    if (operator === 'is' && !isString && matchesAnything(value)) {
      return type === 'any-text' ? everything : { kind: 'exists', field };
    }
    // `=` takes every character as it is, so whether it was quoted makes no difference.
    const node = { field, operator, value, quoted: isString || operator === 'equals' };
    this.check(type, node, token);
    return type === 'any-text'
      ? { kind: 'text', pattern: value, quoted: isString }
      : { kind: 'compare', ...node };
  }

  private typeOfField(name: Token): OperandType {
    const text = wordToText(name.text);
    if (text === anyText) return 'any-text';
    const resolved = resolveField(text);
    if (resolved.kind !== 'unknown') return operandType(resolved);
    const nearest = nearestFieldNames(text);
    const guess = nearest[0];
    return this.cursor.fail(
      name,
      `There is no field “${text.slice(0, 80)}”.`,
      guess ? `Did you mean “${guess}”?` : 'To search for this text, put it in quotes.',
      nearest,
    );
  }

  private check(type: OperandType, node: Parameters<typeof readOperand>[1], token: Token): void {
    const operand = readOperand(type, node, 0);
    if (operand.ok) return;
    const { message, remedy, expected, at } = operand.error;
    // An offset into a regular expression counts from behind its first slash.
    const from = at === undefined ? token.from : Math.min(token.from + 1 + at, token.to - 1);
    throw new SyntaxProblem(syntaxError(message, remedy, from, token.to, expected));
  }

  private nest<Value>(at: Token | undefined, read: () => Value): Value {
    if (++this.nesting > MAX_NESTING) this.failTooDeep(at?.from ?? 0, at?.to ?? 0);
    const value = read();
    this.nesting--;
    return value;
  }

  private push(children: QueryNode[], child: QueryNode): void {
    children.push(child);
    if (children.length <= MAX_CHILDREN) return;
    const at = this.cursor.previous();
    this.cursor.fail(
      at,
      `More than ${MAX_CHILDREN} conditions stand side by side.`,
      'Ask for fewer at once.',
      [],
    );
  }

  private expectClosed(token: Token): void {
    if (!token.closed)
      this.cursor.fail(token, 'This quote is not closed.', 'Add a “"” at the end of the text.', ['"']);
  }

  private expectShort(value: string, token: Token): void {
    if (value.length > MAX_TEXT) {
      this.cursor.fail(
        token,
        `This text is longer than ${MAX_TEXT} characters.`,
        'Search for a part of it.',
        [],
      );
    }
  }

  private failTooDeep(from: number, to: number): never {
    throw new SyntaxProblem(
      syntaxError(
        'The query is nested too deeply.',
        'Use fewer parentheses inside each other.',
        from,
        to,
        [],
      ),
    );
  }
}

function regexSource(token: Token): string {
  return token.text.slice(1, -1).replaceAll('\\/', '/');
}

function depthOf(node: QueryNode): number {
  if (node.kind === 'not') return 1 + depthOf(node.child);
  if (node.kind !== 'and' && node.kind !== 'or') return 1;
  return 1 + node.children.reduce((deepest, child) => Math.max(deepest, depthOf(child)), 0);
}
