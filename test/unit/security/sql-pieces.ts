import { type ESTree, parseSync } from 'vite';

const SQL =
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|ALTER|CREATE|DROP|COPY|ATTACH|DETACH|SET GLOBAL|PRAGMA|WHERE|FROM|ORDER BY|JOIN|VALUES|CASE|AND|OR|IS|NOT|CAST)\b|\b(json|list|make|regexp)_\w+\(/;

/**
 * Pieces that can hold nothing from outside, by how they are written: a constant of the module, a value that is bound
 * (`$1` is all that gets into the text), a quoted identifier, the text of another statement that was built so.
 */
const builtSafely: readonly RegExp[] = [
  /^[A-Z][A-Z0-9_]*(\[\w+\])?$/,
  /^(values|this|parameters)\.(bind|number|time|path|text|uuid|list)\(.*\)$/,
  /^(quoteIdentifier|quoted|bind)\(.*\)$/,
  /^\w+Sql(\(.*\))?$/,
  /^\w+\.replaceAll\("'", "''"\)$|^[\w.]+\.replaceAll\("'", "''"\)$/,
];

export interface SqlPiece {
  readonly file: string;
  readonly piece: string;
}

/** What is put into SQL texts other than by one of the safe ways. */
export function piecesToLookAt(file: string, text: string): readonly SqlPiece[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} can't be read: ${errors[0]?.message}`);
  const found = new Set<string>();
  const waiting: unknown[] = [program];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const piece of piecesOf(next as ESTree.Node)) {
      const written = text.slice(piece.start, piece.end).replaceAll(/\s+/g, ' ');
      if (!builtSafely.some((way) => way.test(written))) found.add(written);
    }
    waiting.push(...Object.values(next));
  }
  return [...found].sort().map((piece) => ({ file, piece }));
}

function piecesOf(node: ESTree.Node): readonly ESTree.Node[] {
  if (node.type === 'TemplateLiteral') {
    return SQL.test(node.quasis.map(({ value }) => value.raw).join('?')) ? node.expressions : [];
  }
  // A text that is put together with + is no better.
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return [];
  const sides = [node.left, node.right];
  const isSql = sides.some((side) => side.type === 'Literal' && SQL.test(String(side.value)));
  return isSql ? sides.filter((side) => side.type !== 'Literal') : [];
}
