const LONGEST_KEY = 80;
const LONGEST_PATH = 300;

/**
 * `request.headers.0.authorization`, for a person: keys are the vendor's, and may be of any length and number. One with a
 * dot in it stands in quotes (`headers."x.api.key"`), so that it is not taken for a way through two.
 */
export function fieldPath(keys: readonly string[]): string {
  const path = keys.map((key) => quoted(cut(key, LONGEST_KEY))).join('.');
  return cut(path, LONGEST_PATH).toWellFormed();
}

function quoted(key: string): string {
  return key.includes('.') ? `"${key}"` : key;
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
