/**
 * Credentials that give themselves away by their form, whatever text they stand in. Each starts where no letter or
 * digit precedes, and has a minimum length, so that a mere mention of the prefix is no match.
 */
const SHAPES = [
  String.raw`-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)`,
  // AWS access key ids
  String.raw`(?:AKIA|ASIA)[A-Z0-9]{16,}`,
  // GitHub, GitLab, Slack, npm, Hugging Face, Docker
  String.raw`gh[oprsu]_[A-Za-z0-9]{16,}`,
  String.raw`github_pat_[A-Za-z0-9_]{20,}`,
  String.raw`glpat-[A-Za-z0-9_-]{16,}`,
  String.raw`xox[abeoprs]-[A-Za-z0-9-]{8,}`,
  String.raw`(?:npm|hf)_[A-Za-z0-9]{24,}`,
  String.raw`dckr_pat_[A-Za-z0-9_-]{20,}`,
  // Stripe, Google, SendGrid, OpenAI and Anthropic
  String.raw`[rs]k_live_[A-Za-z0-9]{12,}`,
  String.raw`AIza[A-Za-z0-9_-]{30,}`,
  String.raw`ya29\.[A-Za-z0-9_-]{20,}`,
  String.raw`SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`,
  String.raw`sk-(?:ant-|proj-)[A-Za-z0-9_-]{16,}`,
  // JSON web tokens, and other base64 that starts with {"
  String.raw`eyJ[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){0,4}`,
] as const;

const ANY_SHAPE = new RegExp(String.raw`(?<![A-Za-z0-9])(?:${SHAPES.join('|')})`, 'g');
const SHORTEST = 12;
/** In texts beyond some five million characters the pattern can exhaust the stack. */
export const LONGEST_SEARCHED = 2_000_000;

/**
 * Every credential in the text that is known by its form; most texts have none. A text of more than two million
 * characters can't be searched, and counts as one as a whole.
 */
export function findTokenShapes(text: string): readonly string[] {
  if (text.length < SHORTEST) return [];
  return text.length > LONGEST_SEARCHED ? [text] : (text.match(ANY_SHAPE) ?? []);
}

/** The text with every such credential replaced. */
export function replaceTokenShapes(text: string, replacement: string): string {
  if (text.length < SHORTEST) return text;
  return text.length > LONGEST_SEARCHED ? replacement : text.replace(ANY_SHAPE, () => replacement);
}
