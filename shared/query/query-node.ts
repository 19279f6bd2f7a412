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
      /**
       * As the user wrote it: an ECS name, an OCSF path, a short name or `raw.…`; resolved by `resolveField`.
       * `anyText` stands for the event's searchable text.
       */
      readonly field: string;
      readonly operator: CompareOperator;
      /** Text as written, without quotes. Numbers, times, addresses and severities are read by the field's type. */
      readonly value: string;
      /** Quoted text has no wildcards. */
      readonly quoted: boolean;
    };

/**
 * `is` any case, `*` in an unquoted value matches anything (see `wildcard-pattern.ts`); `equals` (written `field="x"`)
 * exact with case; `matches` a regular expression (RE2, any case, found anywhere); the address fields take a CIDR with
 * `is`.
 */
export const compareOperators = ['is', 'equals', 'matches', 'gt', 'gte', 'lt', 'lte'] as const;
export type CompareOperator = (typeof compareOperators)[number];

/** The field name that stands for the searchable text: `/regex/` alone is a comparison of it. */
export const anyText = '*';

export const everything: QueryNode = { kind: 'and', children: [] };

/** Trees come from an untrusted renderer: depth and size are limited here, and by the parser. */
export const MAX_DEPTH = 64;
export const MAX_CHILDREN = 1_000;
export const MAX_TEXT = 4_096;
/** Of a tree that is looked at at all; how many conditions can be asked is for the database to say. */
const MAX_NODES = 20_000;

const nodeSchema: z.ZodType<QueryNode> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('and'), children: z.array(nodeSchema).max(MAX_CHILDREN) }),
    z.object({ kind: z.literal('or'), children: z.array(nodeSchema).max(MAX_CHILDREN) }),
    z.object({ kind: z.literal('not'), child: nodeSchema }),
    z.object({ kind: z.literal('text'), pattern: z.string().max(MAX_TEXT), quoted: z.boolean() }),
    z.object({ kind: z.literal('exists'), field: z.string().max(256) }),
    z.object({
      kind: z.literal('compare'),
      field: z.string().max(256),
      operator: z.enum(compareOperators),
      value: z.string().max(MAX_TEXT),
      quoted: z.boolean(),
    }),
  ]),
);

/**
 * The depth is looked at before the schema follows the tree. A schema of its own for each level would do too, but zod
 * walks such a chain in a time that doubles with each level.
 */
export const queryNodeSchema: z.ZodType<QueryNode> = z
  .unknown()
  .refine(isSmall, { abort: true, error: 'The query is nested too deeply, or has too many parts.' })
  .pipe(nodeSchema);

/** A tree that holds one node in many places, or itself, counts it each time: the schema would walk it each time. */
function isSmall(tree: unknown): boolean {
  const waiting: { readonly node: unknown; readonly depth: number }[] = [{ node: tree, depth: 0 }];
  let nodes = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, depth } = next;
    nodes += 1;
    if (nodes + waiting.length > MAX_NODES) return false;
    if (typeof node !== 'object' || node === null) continue;
    if (depth === MAX_DEPTH) return false;
    const { children, child } = node as { children?: unknown; child?: unknown };
    const below: readonly unknown[] = Array.isArray(children) ? children : child === undefined ? [] : [child];
    if (below.length > MAX_NODES) return false;
    for (const each of below) waiting.push({ node: each, depth: depth + 1 });
  }
  return true;
}

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
