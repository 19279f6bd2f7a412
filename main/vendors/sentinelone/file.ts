import type { JsonObject } from '../json-object.ts';
import { fingerprintsOf } from '../ocsf/ocsf-values.ts';

export interface FileParts {
  readonly path: string | null;
  /** Where the path does not say it. */
  readonly name?: string | null;
  readonly extension?: string | null;
  readonly size?: number | null;
  readonly hashes?: readonly unknown[];
  readonly more?: JsonObject;
}

/** OCSF `file`; null where neither path nor name is known, as it needs a name. Empty values may stand in it. */
export function ocsfFile(parts: FileParts): JsonObject | null {
  const name = nameOfPath(parts.path) ?? parts.name ?? null;
  if (name === null) return null;
  return {
    name,
    path: parts.path,
    type_id: 1,
    type: 'Regular File',
    ext: parts.extension,
    size: parts.size !== null && parts.size !== undefined && parts.size >= 0 ? parts.size : null,
    hashes: fingerprintsOf(...(parts.hashes ?? [])),
    ...parts.more,
  };
}

/** The last part of a path of either kind. */
export function nameOfPath(path: string | null): string | null {
  const parts = (path ?? '').split(/[\\/]+/).filter((part) => part.trim() !== '');
  return parts.at(-1) ?? null;
}
