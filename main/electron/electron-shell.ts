import { basename, join } from 'node:path';
import type {
  BrowserWindow,
  Clipboard,
  Dialog,
  Notification,
  OpenDialogOptions,
  SaveDialogOptions,
} from 'electron';
import type { Shell } from '../app/shell.ts';
import { EVENT_CHANNEL } from './channels.ts';

/** What the shell needs of Electron, passed in so that it can be tried without the binary. */
export interface ElectronParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>;
  readonly clipboard: Pick<Clipboard, 'readText' | 'writeText'>;
  /** Rejects where the system has nothing to open the address with. */
  openExternal(address: string): Promise<void>;
  /** Null until there is a window, and after it is gone. */
  window(): BrowserWindow | null;
  downloadsFolder(): string;
  makeNotification(title: string, body: string): Pick<Notification, 'show'> | null;
  quit(): void;
}

export function createElectronShell(parts: ElectronParts): Shell {
  return {
    kind: 'electron',
    canChooseFiles: true,
    chooseSavePath: async (suggestedName) => {
      const window = parts.window();
      if (!window) return null;
      const options = saveDialogOptions(parts.downloadsFolder(), suggestedName);
      const { canceled, filePath } = await parts.dialog.showSaveDialog(window, options);
      return canceled || filePath === '' ? null : filePath;
    },
    chooseFiles: async () => {
      const window = parts.window();
      if (!window) return [];
      const { canceled, filePaths } = await parts.dialog.showOpenDialog(window, openDialogOptions);
      return canceled ? [] : filePaths;
    },
    writeClipboard: (text) => succeeds(parts.clipboard.writeText(text)),
    readClipboard: async () => (await parts.clipboard.readText().catch(() => '')) || null,
    openLink: (address) => succeeds(parts.openExternal(address)),
    send: (event, payload) => parts.window()?.webContents.send(EVENT_CHANNEL, event, payload),
    notify: (title, body) => parts.makeNotification(title, body)?.show(),
    quit: () => parts.quit(),
  };
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** A suggested name is a name: whatever folders it carries are left out. */
export function saveDialogOptions(folder: string, suggestedName: string): SaveDialogOptions {
  return {
    title: 'Export',
    defaultPath: join(folder, basename(suggestedName.replaceAll('\\', '/'))),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
}

/** Exported records have all kinds of endings, and some have none, so every file can be chosen. */
export const openDialogOptions: OpenDialogOptions = {
  title: 'Import',
  buttonLabel: 'Import',
  properties: ['openFile', 'multiSelections'],
  filters: [
    { name: 'Records', extensions: ['json', 'jsonl', 'ndjson', 'log', 'csv', 'gz'] },
    { name: 'All files', extensions: ['*'] },
  ],
};
