import type { JsonObject } from '../json-object.ts';
import { timestampOf } from '../ocsf/ocsf-values.ts';
import { ocsfFile } from './file.ts';
import { ocsfUser } from './user-name.ts';

export interface ProcessParts {
  readonly pid: number | null;
  readonly uid: string | null;
  readonly name: string | null;
  readonly commandLine?: string | null;
  readonly path?: string | null;
  readonly startedAtUs?: number | null;
  readonly user?: string | null;
  readonly hashes?: readonly unknown[];
  readonly integrity?: { readonly integrity_id: number; readonly integrity: string } | null;
  readonly signer?: string | null;
  readonly parent?: JsonObject | null;
}

/** OCSF `process`; null without a process id or a unique key: a name alone is no process. Empty values may stand in it. */
export function ocsfProcess(parts: ProcessParts): JsonObject | null {
  const { pid, uid, path = null } = parts;
  if (pid === null && uid === null) return null;
  const file = ocsfFile({
    path,
    name: parts.name,
    hashes: parts.hashes ?? [],
    more: { company_name: parts.signer },
  });
  return {
    pid,
    uid,
    name: parts.name,
    path,
    cmd_line: parts.commandLine,
    created_time: timestampOf(parts.startedAtUs ?? null),
    ...parts.integrity,
    user: ocsfUser(parts.user ?? null),
    // A file that says no more than the process does is left out.
    file:
      path === null && parts.signer == null && (parts.hashes ?? []).every((hash) => hash == null)
        ? null
        : file,
    parent_process: parts.parent,
  };
}
