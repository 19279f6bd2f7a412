import { type AppError, appError } from '../app-error.ts';
import { type Token, tokeniseQuery } from './tokenise-query.ts';

export type Connective = 'and' | 'or' | 'not';

const CONNECTIVES: Readonly<Record<string, Connective>> = {
  and: 'and',
  '&&': 'and',
  or: 'or',
  '||': 'or',
  not: 'not',
};

/** Leaves the parser's recursion at the first mistake; `parseQuery` turns it into an error value. */
export class SyntaxProblem extends Error {
  readonly problem: AppError;
  constructor(problem: AppError) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A query's tokens, read from left to right. */
export class TokenCursor {
  readonly text: string;
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokeniseQuery(text);
  }

  peek(): Token | undefined {
    return this.tokens[this.next];
  }

  previous(): Token | undefined {
    return this.tokens[this.next - 1];
  }

  take(): Token {
    const token = this.tokens[this.next];
    if (!token) return this.failExpected(undefined, 'more');
    this.next++;
    return token;
  }

  connective(): Connective | undefined {
    const token = this.peek();
    return token?.kind === 'keyword' ? CONNECTIVES[token.text.toLowerCase()] : undefined;
  }

  takeIf(connective: Connective): boolean {
    if (this.connective() !== connective) return false;
    this.next++;
    return true;
  }

  startsTerm(): boolean {
    const token = this.peek();
    return (
      token !== undefined &&
      token.kind !== 'close' &&
      (token.kind !== 'keyword' || this.connective() === 'not')
    );
  }

  failExpected(token: Token | undefined, what: string, after = ''): never {
    const found = token && !after ? `, found “${token.text.slice(0, 40)}”` : '';
    return this.fail(token, `Expected ${what}${after}${found}.`, 'Complete the query here.', [what]);
  }

  /** Without a token the mistake is at the end of the text. */
  fail(token: Token | undefined, message: string, remedy: string, expected: readonly string[]): never {
    const end = this.text.length;
    throw new SyntaxProblem(syntaxError(message, remedy, token?.from ?? end, token?.to ?? end, expected));
  }
}

export function syntaxError(
  message: string,
  remedy: string,
  from: number,
  to: number,
  expected: readonly string[],
): AppError {
  return appError('query-syntax', message, remedy, { position: { from, to }, expected: [...expected] });
}
