import { readFile, rm, writeFile } from 'node:fs/promises';
import type { WorkspacePaths } from './workspace-folder.ts';

/**
 * A note beside the file, written when damage is met while the workspace is open: the next opening reads the whole file
 * before anyone else does. Beside it and not in it, for a damaged file may take no more.
 */
export function markerPath({ file }: Pick<WorkspacePaths, 'file'>): string {
  return `${file}.damage-met`;
}

/** What was met, as DuckDB said it; null where there is no note. */
export async function readMarker(paths: WorkspacePaths): Promise<string | null> {
  return readFile(markerPath(paths), 'utf8').catch(() => null);
}

/** Throws nothing: the person is told in any case. */
export async function leaveMarker(paths: WorkspacePaths, detail: string): Promise<void> {
  await writeFile(markerPath(paths), `${detail}\n`, { mode: 0o600 }).catch(() => undefined);
}

export async function removeMarker(paths: WorkspacePaths): Promise<void> {
  await rm(markerPath(paths), { force: true });
}
