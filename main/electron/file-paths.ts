/**
 * The paths of dropped files, in their order. `pathOf` is Electron's, which answers with the empty path for a file that
 * a script made and throws for what is no file at all; both are left out.
 */
export function pathsOfFiles<File>(files: readonly File[], pathOf: (file: File) => string): string[] {
  return files.map((file) => pathOrNone(file, pathOf)).filter((path) => path !== '');
}

function pathOrNone<File>(file: File, pathOf: (file: File) => string): string {
  try {
    return pathOf(file);
  } catch {
    return '';
  }
}
