/** Real paths of the folders that this process has open: DuckDB's lock tells processes apart, not two openings within one. */
const openFolders = new Set<string>();

/** False where it is open already. */
export function holdFolder(realPath: string): boolean {
  if (openFolders.has(realPath)) return false;
  openFolders.add(realPath);
  return true;
}

export function releaseFolder(realPath: string): void {
  openFolders.delete(realPath);
}
