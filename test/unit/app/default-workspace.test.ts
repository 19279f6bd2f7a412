import { describe, expect, it } from 'vitest';
import { defaultWorkspaceFolder } from '../../../main/app/default-workspace.ts';

describe('the folder of the workspace that opens when none is named', () => {
  it.each([
    ['linux', {}, '/home/ada', '/home/ada/.local/share/keyglass/workspace'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/home/ada', '/data/keyglass/workspace'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ada', '/home/ada/.local/share/keyglass/workspace'],
    ['darwin', {}, '/Users/ada', '/Users/ada/Library/Application Support/Keyglass/workspace'],
    [
      'win32',
      { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
      'C:\\Users\\ada',
      'C:\\Users\\ada\\AppData\\Roaming\\Keyglass\\workspace',
    ],
    ['win32', {}, 'C:\\Users\\ada', 'C:\\Users\\ada\\AppData\\Roaming\\Keyglass\\workspace'],
  ] as const)('on %s with %j is where apps keep their data', (platform, env, home, folder) => {
    expect(defaultWorkspaceFolder(env, platform, home)).toBe(folder);
  });
});
