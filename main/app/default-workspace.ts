import { posix, win32 } from 'node:path';

/** The workspace that opens when none is named: in the folder where the platform keeps an app's own data. */
export function defaultWorkspaceFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  homeFolder: string,
): string {
  switch (platform) {
    case 'win32':
      return win32.join(env.APPDATA ?? win32.join(homeFolder, 'AppData', 'Roaming'), 'Keyglass', 'workspace');
    case 'darwin':
      return posix.join(homeFolder, 'Library', 'Application Support', 'Keyglass', 'workspace');
    default: {
      // The XDG specification says to ignore a path that is not absolute.
      const dataHome = env.XDG_DATA_HOME;
      const base = dataHome?.startsWith('/') ? dataHome : posix.join(homeFolder, '.local', 'share');
      return posix.join(base, 'keyglass', 'workspace');
    }
  }
}

/** Where exports go unless the analyst says otherwise. */
export function defaultExportFolder(homeFolder: string, folderExists: (path: string) => boolean): string {
  const downloads = posix.join(homeFolder, 'Downloads');
  return folderExists(downloads) ? downloads : homeFolder;
}
