import { z } from 'zod';

/**
 * The one syntax tree of a question. The query bar, facets, chart clicks, saved searches, exports and the command line
 * all build it; only `main/query/build-where.ts` turns it into SQL.
 *
 * An empty `and` is true, an empty `or` is false.
 */
export type QueryNode =
  | { readonly kind: 'and'; readonly children: readonly QueryNode[] }
  | { readonly kind: 'or'; readonly children: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly child: QueryNode }
  /** Free text: a substring of the event's searchable text, any case, `*` matches anything. */
  | { readonly kind: 'text'; readonly pattern: string; readonly quoted: boolean }
  | { readonly kind: 'exists'; readonly field: string }
  | {
      readonly kind: 'compare';
      /** As the user wrote it: an ECS name, an OCSF path, a short name or `raw.…`; resolved by `resolveField`. */
      readonly field: string;
      readonly operator: CompareOperator;
      /** Text as written, without quotes. Numbers, times, addresses and severities are read by the field's type. */
      readonly value: string;
      /** Quoted text has no wildcards. */
      readonly quoted: boolean;
    };

/**
 * `is` any case, `*` and `?`… only `*` is a wildcard; `equals` (written `field="x"`) exact with case;
 * `matches` a regular expression (RE2, any case, found anywhere); the address fields take a CIDR with `is`.
 */
export const compareOperators = ['is', 'equals', 'matches', 'gt', 'gte', 'lt', 'lte'] as const;
export type CompareOperator = (typeof compareOperators)[number];

export const everything: QueryNode = { kind: 'and', children: [] };

/** Trees come from an untrusted renderer: depth and size are limited here. */
const MAX_DEPTH = 64;
const MAX_TEXT = 4_096;

function nodeSchema(depth: number): z.ZodType<QueryNode> {
  if (depth === 0) return z.never();
  const child = z.lazy(() => nodeSchema(depth - 1));
  // Not a plain union: that would check the children once for each kind, twice as often with every level.
  return z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('and'), children: z.array(child).max(1_000) }),
    z.object({ kind: z.literal('or'), children: z.array(child).max(1_000) }),
    z.object({ kind: z.literal('not'), child }),
    z.object({ kind: z.literal('text'), pattern: z.string().max(MAX_TEXT), quoted: z.boolean() }),
    z.object({ kind: z.literal('exists'), field: z.string().max(256) }),
    z.object({
      kind: z.literal('compare'),
      field: z.string().max(256),
      operator: z.enum(compareOperators),
      value: z.string().max(MAX_TEXT),
      quoted: z.boolean(),
    }),
  ]);
}

export const queryNodeSchema: z.ZodType<QueryNode> = z.lazy(() => nodeSchema(MAX_DEPTH));

export function and(...children: readonly QueryNode[]): QueryNode {
  return children.length === 1 && children[0] ? children[0] : { kind: 'and', children };
}

export function or(...children: readonly QueryNode[]): QueryNode {
  return children.length === 1 && children[0] ? children[0] : { kind: 'or', children };
}

export function not(child: QueryNode): QueryNode {
  return { kind: 'not', child };
}

/** Exactly this value, whatever characters it has: what a facet, a chart or a cell click asks for. */
export function valueIs(field: string, value: string): QueryNode {
  return { kind: 'compare', field, operator: 'equals', value, quoted: true };
}

export function valueIsMissing(field: string): QueryNode {
  return not({ kind: 'exists', field });
}
