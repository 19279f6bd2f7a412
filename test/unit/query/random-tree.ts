import { anyText, type QueryNode } from '../../../shared/query/query-node.ts';
import { matchesAnything } from '../../../shared/query/wildcard-pattern.ts';
import type { SeededRandom } from './seeded-random.ts';

const PIECES = [
  'a',
  'B7',
  'é',
  '😀',
  ' ',
  '"',
  '\\',
  '(',
  ')',
  ':',
  '=',
  '<',
  '>',
  '-',
  '!',
  '/',
  '|',
  '&',
  '&&',
  '\n',
  '%',
  '_',
  "'",
  '$1',
  'and',
  'or',
  'NOT',
  '.',
  ',',
];

/** Any text: words of the language, characters with a meaning, line breaks, quotes. */
export function randomText(random: SeededRandom, longest = 5): string {
  return random.some(longest, () => random.oneOf(PIECES)).join('');
}

/** Trees in the form that the parser makes: what a query's text can say, and every way of saying it. */
export function randomTree(random: SeededRandom, depth = 4): QueryNode {
  const shape = depth === 0 ? random.below(5) : random.below(9);
  switch (shape) {
    case 0:
      return { kind: 'text', pattern: randomText(random), quoted: true };
    case 1:
      return { kind: 'text', pattern: randomPattern(random), quoted: false };
    case 2:
      return { kind: 'exists', field: random.oneOf(['user.name', 'raw.a.b', 'Severity', '@timestamp']) };
    case 3:
      return randomTextComparison(random);
    case 4:
      return randomTypedComparison(random);
    case 5:
      return { kind: 'not', child: randomTree(random, depth - 1) };
    default: {
      const kind = random.oneOf(['and', 'or'] as const);
      const children = Array.from({ length: 2 + random.below(3) }, () => randomTree(random, depth - 1));
      return { kind, children };
    }
  }
}

/** Not a word of the language, not empty, not only stars: those are written in another way. */
function randomPattern(random: SeededRandom): string {
  const escaped = randomText(random).replaceAll('\\', '\\\\');
  const pattern = random.chance(0.3) ? `${escaped}*${random.oneOf(['', 'x', '\\*'])}` : escaped;
  const isUsual = pattern !== '' && !/^(?:and|or|not)$/i.test(pattern) && !matchesAnything(pattern);
  return isUsual ? pattern : 'plain';
}

function randomTextComparison(random: SeededRandom): QueryNode {
  const field = random.oneOf(['user.name', 'secret_type', 'raw.deep.er', 'finding_info.title']);
  const shape = random.below(4);
  if (shape === 0)
    return { kind: 'compare', field, operator: 'equals', value: randomText(random), quoted: true };
  if (shape === 1) return { kind: 'compare', field, operator: 'is', value: randomText(random), quoted: true };
  if (shape === 2)
    return { kind: 'compare', field, operator: 'is', value: randomPattern(random), quoted: false };
  const value = random.oneOf(['^a/b$', 'x y', '(?i)q+', '[)("]', 'é|ö', '\\d{2,3}']);
  return {
    kind: 'compare',
    field: random.oneOf([field, anyText]),
    operator: 'matches',
    value,
    quoted: false,
  };
}

function randomTypedComparison(random: SeededRandom): QueryNode {
  const [field, value] = random.oneOf([
    ['severity', 'high'],
    ['severity_id', '4'],
    ['secret.line', '-5.5'],
    ['time', 'now-7d'],
    ['@timestamp', '2026-11-20T10:05:00+01:00'],
    ['source.ip', '2001:db8::/32'],
    ['ip', '10.0.0.0/8'],
  ] as const);
  const operator = random.oneOf(['is', 'gt', 'gte', 'lt', 'lte'] as const);
  return { kind: 'compare', field, operator, value, quoted: random.chance(0.2) };
}
