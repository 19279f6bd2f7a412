/** One line of the JSON tree. `path` leads from the root; the root itself has none. */
export interface JsonLine {
  readonly path: readonly string[];
  readonly depth: number;
  readonly key: string;
  /** How many entries an object or a list has; null for a plain value. */
  readonly size: number | null;
  readonly isList: boolean;
  readonly isOpen: boolean;
  readonly value: string | number | boolean | null;
}

/** Lines that are on the screen: the root's entries, and those below the paths that are open. */
export function jsonLines(root: unknown, closed: ReadonlySet<string>): JsonLine[] {
  const lines: JsonLine[] = [];
  const walk = (value: unknown, path: readonly string[]) => {
    for (const [key, entry] of entriesOf(value)) {
      const entryPath = [...path, key];
      const size = sizeOf(entry);
      const isOpen = size !== null && size > 0 && !closed.has(pathKey(entryPath));
      lines.push({
        path: entryPath,
        depth: path.length,
        key,
        size,
        isList: Array.isArray(entry),
        isOpen,
        value: size === null ? plainValue(entry) : null,
      });
      if (isOpen) walk(entry, entryPath);
    }
  };
  walk(root, []);
  return lines;
}

export function pathKey(path: readonly string[]): string {
  return JSON.stringify(path);
}

/** The forms that are kept of an event. */
export type EventForm = 'ocsf' | 'ecs' | 'raw';

/** The path as a query writes it; null below a list, where no name leads to one entry. */
export function queryPath(column: EventForm, path: readonly string[]): string | null {
  const isName = (part: string) => /^[A-Za-z_@][\w@-]{0,127}$/.test(part);
  return path.length <= 11 && path.every(isName) ? [column, ...path].join('.') : null;
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function sizeOf(value: unknown): number | null {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : null;
}

function plainValue(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
