/**
 * Whatever this process makes from now on is for its owner alone. DuckDB makes its log and its spill files anew, time
 * and again, as readable as the process allows, and a workspace may lie in a folder that others can enter.
 */
export function makeFilesForOwnerOnly(): void {
  process.umask(0o077);
}
