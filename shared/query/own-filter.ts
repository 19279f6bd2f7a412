import type { QueryNode } from './query-node.ts';
import { resolveField } from './resolve-field.ts';

/**
 * The tree without the conditions that concern this field only, as the field's own facet asks: else a chosen value
 * would hide all others. Only the conditions that hold on their own are left out (the tree's outermost `and`); one that
 * is tied to another field by an `or` stays.
 */
export function withoutOwnFilter(tree: QueryNode, column: string): QueryNode {
  const conditions = outermost(tree);
  const key = fieldKey(column);
  const kept = conditions.filter((node) => !concernsOnly(node, key));
  return kept.length === conditions.length ? tree : { kind: 'and', children: kept };
}

/** Whether the tree has such conditions, so that the field's facet counts more than the answer holds. */
export function hasOwnFilter(tree: QueryNode, column: string): boolean {
  const key = fieldKey(column);
  return outermost(tree).some((node) => concernsOnly(node, key));
}

function outermost(node: QueryNode): readonly QueryNode[] {
  return node.kind === 'and' ? node.children.flatMap(outermost) : [node];
}

function concernsOnly(node: QueryNode, key: string): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.length > 0 && node.children.every((child) => concernsOnly(child, key));
    case 'not':
      return concernsOnly(node.child, key);
    case 'text':
      return false;
    case 'exists':
    case 'compare':
      return fieldKey(node.field) === key;
  }
}

/** Different names of one field lead to the same key: its column, or its path in the event's JSON. */
export function fieldKey(name: string): string {
  const resolved = resolveField(name);
  if (resolved.kind === 'column') return resolved.field.column;
  if (resolved.kind === 'unknown') return name;
  // What is in either form is asked for without naming one.
  return resolved.also ? resolved.path.join('.') : `${resolved.column}.${resolved.path.join('.')}`;
}
