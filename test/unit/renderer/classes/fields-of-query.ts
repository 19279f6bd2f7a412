import type { QueryNode } from '../../../../shared/query/query-node.ts';

/** Every field that the tree compares or asks for. */
export function fieldsOf(node: QueryNode): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.children.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(node.child);
    case 'exists':
    case 'compare':
      return [node.field];
    case 'text':
      return [];
  }
}
