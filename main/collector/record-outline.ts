const longestOutline = 2_000;
const longestKey = 60;
const mostKeys = 40;
const mostLevels = 6;

/**
 * What a record looks like without what is in it: keys, types and lengths. Holds no value, since an unreadable record
 * may have a secret anywhere.
 */
export function outlineOf(record: unknown): string {
  const text = outline(record, 0);
  return text.length <= longestOutline ? text : `${text.slice(0, longestOutline - 1)}…`;
}

function outline(value: unknown, level: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `text of ${value.length}`;
  if (typeof value !== 'object') return typeof value;
  if (Array.isArray(value)) return outlineOfArray(value, level);
  const keys = Object.keys(value);
  if (level >= mostLevels) return `object of ${keys.length}`;
  const shown = keys
    .slice(0, mostKeys)
    .map((key) => `${shorten(key)}: ${outline((value as Record<string, unknown>)[key], level + 1)}`);
  if (keys.length > mostKeys) shown.push(`${keys.length - mostKeys} more`);
  return `{ ${shown.join(', ')} }`;
}

/** The first element stands for all. */
function outlineOfArray(values: readonly unknown[], level: number): string {
  if (values.length === 0) return 'list of 0';
  if (level >= mostLevels) return `list of ${values.length}`;
  return `list of ${values.length}, the first ${outline(values[0], level + 1)}`;
}

function shorten(key: string): string {
  return key.length <= longestKey ? key : `${key.slice(0, longestKey)}…`;
}
