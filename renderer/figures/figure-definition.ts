import { parseQuery } from '../../shared/query/parse-query.ts';
import { everything, type QueryNode } from '../../shared/query/query-node.ts';

/** One number over a question, as data: `where` is query text, so that it can be read and tried out. */
export type FigureDefinition = CountDefinition | ShareDefinition;

export interface CountDefinition {
  readonly id: string;
  readonly label: string;
  /** Narrows the question; without it everything counts. */
  readonly where?: string;
  /** Counts different values of this field instead of events. */
  readonly distinctOf?: string;
  /** Worth a look when it isn't zero. */
  readonly isBad?: boolean;
}

/** What part one figure is of another, in per cent; both are shown or counted beside it. */
export interface ShareDefinition {
  readonly id: string;
  readonly label: string;
  readonly share: { readonly of: string; readonly in: string };
}

export function isCount(figure: FigureDefinition): figure is CountDefinition {
  return !('share' in figure);
}

const parsed = new Map<string, QueryNode>();

/** The tree of a query that is written in a layout; one that can't be read is a bug and throws. */
export function queryOf(text: string): QueryNode {
  const known = parsed.get(text);
  if (known) return known;
  const read = text === '' ? { ok: true as const, value: everything } : parseQuery(text);
  if (!read.ok) throw new Error(`${text}: ${read.error.message}`);
  parsed.set(text, read.value);
  return read.value;
}
