import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createElectronShell, saveDialogOptions } from '../../../main/electron/electron-shell.ts';

/** The Electron shell over a window that notes what it is sent, and a dialog that is answered with `chosen`. */
function aShell(chosen: { canceled: boolean; filePath: string; filePaths?: string[] }) {
  const sent: unknown[][] = [];
  const asked: (OpenDialogOptions | SaveDialogOptions)[] = [];
  const opened: string[] = [];
  let copied = '';
  let hasQuit = false;
  const window = {
    webContents: { send: (...args: unknown[]) => sent.push(args) },
  } as unknown as BrowserWindow;
  let shown: BrowserWindow | null = window;
  const shell = createElectronShell({
    dialog: {
      showSaveDialog: async (...args: unknown[]) => {
        asked.push(args.at(-1) as SaveDialogOptions);
        return chosen;
      },
      showOpenDialog: async (...args: unknown[]) => {
        asked.push(args.at(-1) as OpenDialogOptions);
        return { filePaths: [], ...chosen };
      },
    },
    clipboard: {
      readText: async () => copied,
      writeText: async (text: string) => {
        copied = text;
      },
    },
    openExternal: async (address) => {
      if (address.includes('nowhere')) throw new Error('nothing to open it with');
      opened.push(address);
    },
    window: () => shown,
    downloadsFolder: () => '/home/ana/Downloads',
    makeNotification: () => null,
    quit: () => {
      hasQuit = true;
    },
  });
  return {
    shell,
    sent,
    asked,
    opened,
    hasQuit: () => hasQuit,
    closeWindow: () => {
      shown = null;
    },
  };
}

describe('the Electron shell', () => {
  it('asks where to save, beginning in the downloads', async () => {
    const { shell, asked } = aShell({ canceled: false, filePath: '/tmp/out.csv' });

    expect(await shell.chooseSavePath('events.csv')).toBe('/tmp/out.csv');
    expect(asked[0]?.defaultPath).toBe('/home/ana/Downloads/events.csv');
  });

  it('answers null when the dialog is closed', async () => {
    const { shell } = aShell({ canceled: true, filePath: '' });

    expect(await shell.chooseSavePath('events.csv')).toBe(null);
  });

  it('asks for files to read, of any kind and as many as there are', async () => {
    const filePaths = ['/logs/a.json', '/logs/b.jsonl.gz'];
    const { shell, asked } = aShell({ canceled: false, filePath: '', filePaths });

    expect(await shell.chooseFiles()).toEqual(filePaths);
    expect(asked[0]).toMatchObject({ properties: ['openFile', 'multiSelections'] });
    expect(asked[0]?.filters?.at(-1)).toEqual({ name: 'All files', extensions: ['*'] });
  });

  it('has no files to read when the dialog is closed, or the window is gone', async () => {
    const { shell, closeWindow } = aShell({ canceled: true, filePath: '', filePaths: ['/logs/a.json'] });

    expect(await shell.chooseFiles()).toEqual([]);
    closeWindow();
    expect(await shell.chooseFiles()).toEqual([]);
  });

  it('takes a suggested name as a name, whatever folders it carries', () => {
    expect(saveDialogOptions('/downloads', '../../.ssh/authorized_keys').defaultPath).toBe(
      '/downloads/authorized_keys',
    );
    expect(saveDialogOptions('/downloads', '..\\..\\run.bat').defaultPath).toBe('/downloads/run.bat');
  });

  it('sends events to the window over one channel, and to nobody once it is gone', () => {
    const { shell, sent, closeWindow } = aShell({ canceled: true, filePath: '' });

    shell.send('sources.changed', { sources: [] });
    closeWindow();
    shell.send('sources.changed', { sources: [] });

    expect(sent).toEqual([['keyglass:event', 'sources.changed', { sources: [] }]]);
  });

  it('quits the app', () => {
    const { shell, hasQuit } = aShell({ canceled: true, filePath: '' });

    shell.quit();

    expect(hasQuit()).toBe(true);
  });

  it('writes to the clipboard of the system and reads from it; an empty one holds nothing', async () => {
    const { shell } = aShell({ canceled: true, filePath: '' });

    expect(await shell.readClipboard()).toBe(null);
    expect(await shell.writeClipboard('a copy')).toBe(true);
    expect(await shell.readClipboard()).toBe('a copy');
  });

  it('opens an address in the person’s browser, or tells that it could not', async () => {
    const { shell, opened } = aShell({ canceled: true, filePath: '' });

    expect(await shell.openLink('https://example.com/')).toBe(true);
    expect(await shell.openLink('https://nowhere.example.com/')).toBe(false);
    expect(opened).toEqual(['https://example.com/']);
  });
});
