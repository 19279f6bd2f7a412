/** `export NAME=value`, `NAME: value`, `"name": "value"`: a name of any make before the first sign. */
const ASSIGNMENT = /^(?:export\s+|set\s+|-\s+)?["']?[A-Za-z_][\w.@/-]*["']?\s*(?::=|=>|[=:])\s*(.*)$/s;
const SCHEME = /^(?:Bearer|Basic|Token|ApiKey)\s+(.+)$/is;
const TEXT_LITERAL = /"[^"\\]*(?:\\.[^"\\]*)*"/gs;
/** One space is enough: more would make a long run of them slow. */
const COMMENT = /\s#.*$/s;

/**
 * What a candidate may mean by itself: the value as it is, without the space around it, without quotes, as the value of
 * a `NAME=value` or `NAME: value` line, as the texts of a piece of JSON. Each once, the empty one never.
 */
export function candidateForms(candidate: string): readonly string[] {
  const forms = new Set([candidate]);
  const trimmed = candidate.trim();
  addPlain(forms, trimmed);
  const [, assigned] = ASSIGNMENT.exec(trimmed) ?? [];
  if (assigned !== undefined) {
    addPlain(forms, assigned);
    addPlain(forms, assigned.replace(COMMENT, ''));
  }
  if (/^[[{]/.test(trimmed)) {
    for (const [literal] of trimmed.matchAll(TEXT_LITERAL)) addPlain(forms, literal);
  }
  forms.delete('');
  return [...forms];
}

function addPlain(forms: Set<string>, text: string): void {
  const plain = text.trim();
  forms.add(plain);
  const inner = [...unquoted(plain), ...unquoted(plain.replace(/[,;]$/, ''))];
  for (const form of inner) forms.add(form);
  const [, token] = SCHEME.exec(inner[0] ?? plain) ?? [];
  if (token !== undefined) forms.add(token);
}

/** What the quotes around a text hold, read as JSON and as it stands; nothing where there are none. */
function unquoted(text: string): string[] {
  const [first] = text;
  if (text.length < 2 || first === undefined || !`"'\``.includes(first) || !text.endsWith(first)) return [];
  const json = first === '"' ? jsonText(text) : null;
  return [...(json === null ? [] : [json]), text.slice(1, -1)];
}

function jsonText(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}
