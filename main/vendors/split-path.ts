const known = new Map<string, readonly string[]>();
/** Names come from tables, but from vendors' new fields as well: what is remembered must not grow without end. */
const MOST_REMEMBERED = 10_000;

/** The parts of a dotted path. The same paths are asked for with every record, so each is taken apart once. */
export function splitPath(path: string): readonly string[] {
  const before = known.get(path);
  if (before !== undefined) return before;
  const parts = path.split('.');
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(path, parts);
  return parts;
}
