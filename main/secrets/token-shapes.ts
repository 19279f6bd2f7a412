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
  ['PuTTY-User-Key-File-', String.raw`\d: [\s\S]*`],
  // AWS access key ids
  ['A[KS]IA', '[A-Z0-9]{16,}'],
  // GitHub, GitLab, Slack, npm, PyPI, RubyGems, Hugging Face, Docker, Atlassian
  ['gh[oprsu]_', '[A-Za-z0-9]{16,}'],
  ['github_pat_', '[A-Za-z0-9_]{20,}'],
  ['gl(?:pat|dt|rt|ptt|soat|ft|cbt|agent)-', '[A-Za-z0-9_-]{16,}'],
  ['xox[abeoprs]-', '[A-Za-z0-9-]{8,}'],
  ['xapp-', '[A-Za-z0-9-]{16,}'],
  [String.raw`hooks\.slack\.com/`, '(?:services|workflows|triggers)/[A-Za-z0-9/_-]{16,}'],
  ['npm_', '[A-Za-z0-9]{24,}'],
  ['pypi-', '[A-Za-z0-9_-]{32,}'],
  ['rubygems_', '[a-f0-9]{32,}'],
  ['hf_', '[A-Za-z0-9]{24,}'],
  ['dckr_[a-z]at_', '[A-Za-z0-9_-]{20,}'],
  ['ATATT3', '[A-Za-z0-9_=-]{32,}'],
  // Stripe, Google, SendGrid, Mailgun, Twilio, OpenAI and Anthropic
  ['[rs]k_(?:live|test)_', '[A-Za-z0-9]{12,}'],
  ['whsec_', '[A-Za-z0-9+/]{24,}'],
  ['AIza', '[A-Za-z0-9_-]{30,}'],
  ['GOCSPX-', '[A-Za-z0-9_-]{20,}'],
  [String.raw`ya29\.`, '[A-Za-z0-9_-]{20,}'],
  [String.raw`SG\.`, String.raw`[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`],
  ['key-', '[0-9a-f]{32}(?![0-9A-Za-z])'],
  ['(?:SK|AC)', '[0-9a-f]{32}(?![0-9A-Za-z])'],
  ['sk-(?:ant-|proj-|svcacct-|or-)', '[A-Za-z0-9_-]{16,}'],
  ['sk-', '[A-Za-z0-9]{40,}'],
  // Shopify, DigitalOcean, HashiCorp, Databricks, Sentry, Linear, Notion, Grafana, New Relic, Postman, Doppler, Discord
  ['shp(?:at|ca|pa|ss)_', '[A-Za-z0-9]{24,}'],
  ['do[oprs]_v1_', '[a-f0-9]{40,}'],
  [String.raw`hv[bsr]\.`, '[A-Za-z0-9_-]{20,}'],
  ['dapi', '[0-9a-f]{32}(?:-[0-9])?(?![0-9A-Za-z])'],
  ['sntr[yu]s_', '[A-Za-z0-9_=+/-]{32,}'],
  ['lin_(?:api|oauth)_', '[A-Za-z0-9]{24,}'],
  ['ntn_', '[A-Za-z0-9]{32,}'],
  ['secret_', '[A-Za-z0-9]{40,}'],
  ['gl(?:c|sa)_', '[A-Za-z0-9_=+/-]{24,}'],
  ['NR(?:AK|II|JS)-', '[A-Za-z0-9_-]{16,}'],
  ['PMAK-', '[a-f0-9-]{32,}'],
  [String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.`, '[A-Za-z0-9._-]{32,}'],
  ['discord(?:app)?\\.com/api/webhooks/', '[0-9]+/[A-Za-z0-9_-]{32,}'],
  ['AGE-SECRET-KEY-1', '[A-Z0-9]{50,}'],
  // JSON web tokens, and other base64 that starts with {"
  ['eyJ', String.raw`[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*){0,4}`],
];

/** Those whose telling part stands in the middle: an Azure client secret, and a bot token of Telegram. */
const MIDDLES: readonly string[] = [
  String.raw`(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,36}`,
  `(?<![0-9A-Za-z])[0-9]{8,11}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])`,
];

const ANY_SHAPE = new RegExp(
  `(?<![A-Za-z0-9])(?:${SHAPES.map(([start, rest]) => start + rest).join('|')})|${MIDDLES.join('|')}`,
  'g',
);
/**
 * Nearly no text holds so much as a start, and the engine runs through a text for these alone in less than half of
 * the time: it need not look back at every place.
 */
const ANY_START = new RegExp(`${SHAPES.map(([start]) => start).join('|')}|Q~|:AA`);
const SHORTEST = 12;
/** In texts beyond some five million characters the pattern can exhaust the stack. */
export const LONGEST_SEARCHED = 2_000_000;
/** Pieces of a longer text overlap by more than any form needs to be known by. */
const OVERLAP = 1_000;

/** Every credential in the text that is known by its form; most texts have none. */
export function findTokenShapes(text: string): readonly string[] {
  if (text.length < SHORTEST || !ANY_START.test(text)) return [];
  return text.length > LONGEST_SEARCHED ? findInPieces(text) : (text.match(ANY_SHAPE) ?? []);
}

/** A match that reaches the end of its piece may go on behind it: the next piece begins with it. */
function findInPieces(text: string): readonly string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = Math.min(start + LONGEST_SEARCHED, text.length);
    let next = end === text.length ? end : end - OVERLAP;
    for (const { 0: match, index } of text.slice(start, end).matchAll(ANY_SHAPE)) {
      const reachesEnd = index + match.length === end - start && end < text.length;
      // Longer than a piece: whatever else it is, it is not looked into.
      if (reachesEnd && index === 0) return [...found, text.slice(start)];
      if (!reachesEnd) found.push(match);
      next = reachesEnd ? start + index : Math.max(next, start + index + match.length);
    }
    start = next;
  }
  return found;
}

/** The text with every such credential replaced. */
export function replaceTokenShapes(text: string, replacement: string): string {
  if (text.length < SHORTEST) return text;
  if (text.length > LONGEST_SEARCHED) return replacement;
  return ANY_START.test(text) ? text.replace(ANY_SHAPE, () => replacement) : text;
}
