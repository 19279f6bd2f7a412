import { ecsHeads, ecsSingleNames } from './ecs-fields.ts';
import type { Field } from './field.ts';
import { fields } from './fields.ts';
import { ocsfEventAttributes } from './ocsf-attributes.ts';

const byName: ReadonlyMap<string, Field> = new Map(
  (fields as readonly Field[]).flatMap((field) =>
    [field.column, field.ecs, ...(field.ocsf ? [field.ocsf] : []), ...(field.aliases ?? [])].map(
      (name) => [name.toLowerCase(), field] as const,
    ),
  ),
);

/** One place in an event's JSON. Each part of the path is made of letters, digits, `_`, `-` and `@`. */
export interface JsonPlace {
  readonly column: 'ocsf' | 'ecs' | 'raw';
  readonly path: readonly string[];
}

/**
 * Where a name leads: a column, a place in the OCSF, ECS or raw form, or nowhere. A name that both OCSF and ECS know
 * (`process.name`) leads to the first and `also` to the second; what is asked for may be in either.
 */
export type ResolvedField =
  | { readonly kind: 'column'; readonly field: Field }
  | ({ readonly kind: 'json'; readonly also?: JsonPlace } & JsonPlace)
  | { readonly kind: 'unknown' };

const PATH_PART = /^[A-Za-z_@][\w@-]{0,127}$/;
const MAX_NAME = 256;
const MAX_PARTS = 12;

/** Every name a column goes by, lower case. */
export const fieldNames: readonly string[] = [...byName.keys()];

/**
 * Finds a field by any of its names, whatever the case. `raw.a.b`, `ocsf.a.b` and `ecs.a.b` lead into the event's JSON;
 * so does a dotted name that no column claims but that starts as one of OCSF (`finding_info.title`) or ECS
 * (`rule.name`). Any other name is a slip of the keyboard, which must not look like an answer without rows.
 */
export function resolveField(name: string): ResolvedField {
  const field = byName.get(name.toLowerCase());
  if (field) return { kind: 'column', field };
  if (ecsSingleNames.has(name)) return { kind: 'json', column: 'ecs', path: [name] };
  const parts = name.split('.');
  const isPath = parts.length > 1 && parts.length <= MAX_PARTS && parts.every((part) => PATH_PART.test(part));
  if (name.length > MAX_NAME || !isPath) return { kind: 'unknown' };
  const [head = '', ...rest] = parts;
  if (head === 'raw' || head === 'ocsf' || head === 'ecs') return { kind: 'json', column: head, path: rest };
  const ecs = ecsHeads.has(head) ? ({ column: 'ecs', path: parts } as const) : null;
  if (!ocsfEventAttributes.has(head)) return ecs ? { kind: 'json', ...ecs } : { kind: 'unknown' };
  return { kind: 'json', column: 'ocsf', path: parts, ...(ecs ? { also: ecs } : {}) };
}
