const LONGEST_KEY = 80;
const LONGEST_PATH = 300;

/** `request.headers.0.authorization`, for a person: keys are the vendor's, and may be of any length and number. */
export function fieldPath(keys: readonly string[]): string {
  const path = keys.map((key) => cut(key, LONGEST_KEY)).join('.');
  return cut(path, LONGEST_PATH).toWellFormed();
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
