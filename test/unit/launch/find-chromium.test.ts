import { describe, expect, it } from 'vitest';
import { findChromium } from '../../../main/launch/find-chromium.mjs';

const only =
  (...present: readonly string[]) =>
  (path: string): boolean =>
    present.includes(path);

describe('the browser for the window', () => {
  it('is the first of its kind in the PATH, Chromium before the others', () => {
    const env = { PATH: '/opt/bin:/usr/bin' };

    expect(findChromium(env, 'linux', only('/opt/bin/google-chrome', '/usr/bin/chromium'))).toBe(
      '/usr/bin/chromium',
    );
  });

  it('is found in the usual places when the PATH is bare', () => {
    expect(findChromium({}, 'linux', only('/snap/bin/chromium'))).toBe('/snap/bin/chromium');
  });

  it('is never taken from a relative folder of the PATH', () => {
    expect(findChromium({ PATH: '.:bin' }, 'linux', (path) => !path.startsWith('/'))).toBe(null);
  });

  it('is found among the applications of macOS, the person’s own as well', () => {
    const edge = '/Users/ana/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';

    expect(findChromium({ HOME: '/Users/ana' }, 'darwin', only(edge))).toBe(edge);
  });

  it('is found among the programs of Windows', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    const env = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' };

    expect(findChromium(env, 'win32', only(edge))).toBe(edge);
  });

  it('is the one that the person names, or none', () => {
    const env = { KEYGLASS_CHROMIUM: '/opt/mine', PATH: '/usr/bin' };

    expect(findChromium(env, 'linux', only('/opt/mine', '/usr/bin/chromium'))).toBe('/opt/mine');
    expect(findChromium(env, 'linux', only('/usr/bin/chromium'))).toBe(null);
  });
});
