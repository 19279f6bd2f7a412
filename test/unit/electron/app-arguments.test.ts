import { describe, expect, it } from 'vitest';
import { readAppArguments, userDataFolder } from '../../../main/electron/app-arguments.ts';

describe('the arguments of the Electron app', () => {
  it('are found among those meant for Chromium', () => {
    const argv = [
      '/electron',
      '--no-sandbox',
      '/checkout',
      '--sample',
      '--workspace',
      '/data/one',
      '--lang=de',
    ];

    expect(readAppArguments(argv)).toEqual({ workspaceFolder: '/data/one', sample: true });
  });

  it('may all be missing', () => {
    expect(readAppArguments(['/opt/Keyglass/keyglass'])).toEqual({ workspaceFolder: null, sample: false });
  });
});

describe('the folder for Electron’s own files', () => {
  const home = '/home/ana/.local/share/keyglass/workspace';
  const none = { workspaceFolder: null, sample: false };

  it('is the same for the same workspace, named or not, so that it opens once', () => {
    expect(userDataFolder(home, none)).toBe(userDataFolder(home, { workspaceFolder: home, sample: false }));
  });

  it('is another for another workspace and for the sample, so that they open beside each other', () => {
    const folders = [
      none,
      { workspaceFolder: '/data/two', sample: false },
      { workspaceFolder: null, sample: true },
    ];

    expect(new Set(folders.map((one) => userDataFolder(home, one))).size).toBe(3);
  });
});
