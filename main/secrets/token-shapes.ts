/**
 * Credentials that give themselves away by their form, whatever text they stand in: how each starts, and how it goes
 * on. Each starts where no letter or digit precedes, and has a minimum length, so that a mere mention of the start is
 * no match.
 */
const SHAPES: readonly (readonly [start: string, rest: string])[] = [
  [
    '-----BEGIN ',
    String.raw`[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)`,
  ],
  // AWS access key ids
  ['AKIA', '[A-Z0-9]{16,}'],
  ['ASIA', '[A-Z0-9]{16,}'],
  // GitHub, GitLab, Slack, npm, Hugging Face, Docker
  ['gh[oprsu]_', '[A-Za-z0-9]{16,}'],
  ['github_pat_', '[A-Za-z0-9_]{20,}'],
  ['glpat-', '[A-Za-z0-9_-]{16,}'],
  ['xox[abeoprs]-', '[A-Za-z0-9-]{8,}'],
  ['npm_', '[A-Za-z0-9]{24,}'],
  ['hf_', '[A-Za-z0-9]{24,}'],
  ['dckr_pat_', '[A-Za-z0-9_-]{20,}'],
  // Stripe, Google, SendGrid, OpenAI and Anthropic
  ['[rs]k_live_', '[A-Za-z0-9]{12,}'],
  ['AIza', '[A-Za-z0-9_-]{30,}'],
  [String.raw`ya29\.`, '[A-Za-z0-9_-]{20,}'],
  [String.raw`SG\.`, String.raw`[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`],
  ['sk-(?:ant-|proj-)', '[A-Za-z0-9_-]{16,}'],
  // JSON web tokens, and other base64 that starts with {"
  ['eyJ', String.raw`[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){0,4}`],
];

const ANY_SHAPE = new RegExp(
  `(?<![A-Za-z0-9])(?:${SHAPES.map(([start, rest]) => start + rest).join('|')})`,
  'g',
);
/**
 * Nearly no text holds so much as a start, and the engine runs through a text for these alone in less than half of
 * the time: it need not look back at every place.
 */
const ANY_START = new RegExp(SHAPES.map(([start]) => start).join('|'));
const SHORTEST = 12;
/** In texts beyond some five million characters the pattern can exhaust the stack. */
export const LONGEST_SEARCHED = 2_000_000;

/**
 * Every credential in the text that is known by its form; most texts have none. A text of more than two million
 * characters can't be searched, and counts as one as a whole.
 */
export function findTokenShapes(text: string): readonly string[] {
  if (text.length < SHORTEST) return [];
  if (text.length > LONGEST_SEARCHED) return [text];
  return ANY_START.test(text) ? (text.match(ANY_SHAPE) ?? []) : [];
}

/** The text with every such credential replaced. */
export function replaceTokenShapes(text: string, replacement: string): string {
  if (text.length < SHORTEST) return text;
  if (text.length > LONGEST_SEARCHED) return replacement;
  return ANY_START.test(text) ? text.replace(ANY_SHAPE, () => replacement) : text;
}
