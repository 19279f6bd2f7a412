import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkPage } from '../../electron-checks/check-page.ts';
import { checkScript } from '../../electron-checks/check-script.ts';
import { missingFromWhole } from '../../electron-checks/check-whole.ts';

/** What `npm run build` made: the very files that are packed, with all that was built into them. */
const dist = fileURLToPath(new URL('../../../dist', import.meta.url));
const read = (path: string) => readFileSync(join(dist, path), 'utf8');
const scripts = globSync('{main/*.{js,cjs},renderer/assets/*.js}', { cwd: dist });

/** What is known, and why it does no harm. The page's is held by its policy in any case. */
const known: readonly (readonly [finding: RegExp, reason: string])[] = [
  [/^DANGEROUS_FUNCTIONS_JS_CHECK new Function\(""\)$/, 'Zod asks whether it could; the text is empty'],
  [/^DANGEROUS_FUNCTIONS_JS_CHECK \w+\.innerHTML=`<script>/, 'React makes an empty script element'],
  [
    /^DANGEROUS_FUNCTIONS_JS_CHECK \w+\.innerHTML=\w+$/,
    'dangerouslySetInnerHTML of React: no source of ours uses it',
  ],
  [/^DANGEROUS_FUNCTIONS_JS_CHECK this\.\w+Log\.innerHTML=``$/, 'React Aria empties its live regions'],
  [/^OPEN_EXTERNAL_JS_CHECK \w+\.openExternal\(address\)$/, 'behind `checkLink`'],
  [/^IPC_SENDER_JS_CHECK ipcMain\.handle\(CALL_CHANNEL,/, 'the one channel, whose sender is checked'],
];

describe('the built app', () => {
  it('has nothing in its scripts that Electron’s checklist warns of, but for what is known', () => {
    expect(scripts.map((path) => basename(path))).toEqual(
      expect.arrayContaining(['electron-main.js', 'preload.cjs', 'browser-shell.js']),
    );
    const found = scripts
      .flatMap((path) => checkScript(path, read(path)))
      .map(({ rule, file, code }) => ({ file, text: `${rule} ${code}` }));
    const unknown = found.filter(({ text }) => !known.some(([finding]) => finding.test(text)));

    expect(unknown).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  it('has a page without scripts in it, and without addresses of elsewhere', () => {
    expect(checkPage('index.html', read('renderer/index.html'))).toEqual([]);
  });

  it('has every guard in its main process', () => {
    expect(missingFromWhole(globSync('main/*.js', { cwd: dist }).map(read))).toEqual([]);
  });

  it('gives the page nothing of Electron but three functions of its own', () => {
    const preload = read('main/preload.cjs');
    const members = (name: string) =>
      [...preload.matchAll(new RegExp(`${name}\\.(\\w+)`, 'g'))].map(([, member]) => member);

    expect(members('contextBridge')).toEqual(['exposeInMainWorld']);
    expect(new Set(members('ipcRenderer'))).toEqual(new Set(['invoke', 'on', 'removeListener']));
    expect(members('webUtils')).toEqual(['getPathForFile']);
  });
});
