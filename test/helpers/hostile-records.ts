import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SeededRandom } from '../unit/query/seeded-random.ts';

const fixtures = fileURLToPath(new URL('../fixtures/vendors', import.meta.url));

/** Sets `window.wasRun` where a page takes text for something else, or makes a request. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror="window.wasRun=true">',
  '"><script>window.wasRun=true</script>',
  '<svg/onload=window.wasRun=true>',
  '<iframe src="https://example.com/frame"></iframe>',
  '<a href="javascript:window.wasRun=true">open</a>',
  'javascript:window.wasRun=true',
  'https://example.com/<script>window.wasRun=true</script>',
  'data:text/html,<script>window.wasRun=true</script>',
  '![x](https://example.com/pixel.png)',
  '{{constructor.constructor("window.wasRun=true")()}}',
  "';window.wasRun=true;//",
  '\u202eexe.yrotsih\u202c',
  '\u2066\u2067isolated\u2069 a\u200bb\u200cc\u2060d\ufeffe',
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u001b[2J',
  'nul\0 bell\u0007 back\b\b\b del\u007f c1\u009b31m',
  'one\r\ntwo\n\u2028three\u2029four\tfive',
  '\ud800 half \udfff',
  '\u{e0041}\u{e0042}tags\u{e007f}',
  `${'👩‍👩‍👧‍👦🏳️‍🌈'.repeat(200)}`,
  `Z${'\u0301'.repeat(500)}`,
  '=HYPERLINK("https://example.com/?x="&A1)',
  '+cmd|/c calc',
  '@SUM(1+1)',
  '-2+3',
  '‹secret:fp:00000000›',
  '‹secret:fp:0a1b2c3d› ‹secret:fp:zzzzzzzz› ‹secret:fp:›',
  '{"level":60,"msg":"forged"}\n{"level":60,"msg":"line"}',
  '__proto__',
  'constructor',
  '../../etc/passwd',
];

export interface HostileFile {
  readonly vendor: string;
  readonly stream: string;
  readonly text: string;
}

/** Left as they are, so that the record is still one of its stream and has its time. */
const KEPT = /id$|uid$|time|date|^created|^updated|At$|^type$|^@odata|cursor|entityType/i;

/** The fixtures' answers with hostile texts in most of their fields, one file for each stream. */
export function hostileFiles(random: SeededRandom): readonly HostileFile[] {
  return globSync('*/*/ordinary.json', { cwd: fixtures })
    .sort()
    .map((path) => {
      const answer: unknown = JSON.parse(readFileSync(join(fixtures, path), 'utf8'));
      return {
        vendor: dirname(dirname(path)),
        stream: basename(dirname(path)),
        text: JSON.stringify(spoilt(answer, '', random)),
      };
    });
}

function spoilt(value: unknown, key: string, random: SeededRandom): unknown {
  if (typeof value === 'string')
    return KEPT.test(key) || random.chance(0.25) ? value : random.oneOf(hostileTexts);
  if (Array.isArray(value)) return value.map((item) => spoilt(item, key, random));
  if (typeof value !== 'object' || value === null) return value;
  const made = Object.fromEntries(
    Object.entries(value).map(([name, below]) => [name, spoilt(below, name, random)]),
  );
  // Also as names, beside what the vendor has; one text in a hundred is a megabyte long.
  if (random.chance(0.2)) made[random.oneOf(hostileTexts)] = random.oneOf(hostileTexts);
  if (random.chance(0.01)) made.long = '<b>x</b>'.repeat(131_072);
  return made;
}
