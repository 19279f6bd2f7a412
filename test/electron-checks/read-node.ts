import type { ESTree } from 'vite';

/** `b` of `a.b`, `a?.b` and `a['b']`, or the plain name. */
export function lastName(node: ESTree.Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ChainExpression') return lastName(node.expression);
  if (node.type !== 'MemberExpression') return null;
  return node.computed ? textOf(node.property) : lastName(node.property);
}

/** `a` of `a.b` and of `x.a.b`. */
export function ownerName(node: ESTree.Node): string | null {
  if (node.type === 'ChainExpression') return ownerName(node.expression);
  return node.type === 'MemberExpression' ? lastName(node.object) : null;
}

/** The value of a text that stands there as it is. */
export function textOf(node: ESTree.Node | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? null;
  return null;
}

/** Whether `true` or `false` stands there itself; a value that is only known while running is neither. */
export function isLiteral(node: ESTree.Node, value: boolean): boolean {
  return node.type === 'Literal' && node.value === value;
}

export function propertyName(property: ESTree.ObjectProperty): string | null {
  return property.computed ? textOf(property.key) : (textOf(property.key) ?? lastName(property.key));
}
