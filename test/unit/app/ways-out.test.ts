import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { keyFacts } from '../../../main/secrets/secret-names.ts';
import { ipcCalls, ipcEvents } from '../../../shared/ipc/ipc-contract.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Each way by which text leaves the main process, and the files that may go it: all of them mask, or carry no data. */
const waysOut: readonly (readonly [way: string, pattern: RegExp, files: readonly string[]])[] = [
  [
    'the terminal',
    /process\.(?:stdout|stderr)/,
    ['main/browser-shell/main.ts', 'main/cli/main.ts', 'main/electron/main.ts'],
  ],
  ['the console', /\bconsole\s*\.\s*\w+\(/, []],
  ['the log', /\bpino\b.*\(/, ['main/app/logger.ts']],
  ['notices of the system', /new Notification\(/, ['main/electron/main.ts']],
  [
    'message boxes',
    /show(?:ErrorBox|MessageBox)\w*\(/,
    ['main/electron/main.ts', 'main/electron/open-main-window.ts'],
  ],
  ['the title of the window', /\.setTitle\(/, []],
  [
    'the clipboard',
    /clipboard\.writeText\(|\.writeClipboard\(/,
    [
      'main/app/clipboard.ts',
      'main/browser-shell/browser-shell.ts',
      'main/browser-shell/window-clipboard.ts',
      'main/electron/electron-shell.ts',
    ],
  ],
  [
    'other programs',
    /from 'node:(?:child_process|worker_threads|cluster)'/,
    ['main/browser-shell/open-in-browser.ts', 'main/browser-shell/start-chromium.ts'],
  ],
  [
    'files that grow',
    /appendFile|createWriteStream\(/,
    // Of an export, and of DuckDB's own log, which holds what the file holds.
    ['main/database/keep-end-of-log.ts', 'main/export/part-file.ts'],
  ],
];

function sources(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: withoutComments(readFileSync(path, 'utf8')) }));
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

describe('the ways out of the main process', () => {
  const all = sources('main');

  it.each(waysOut)('are known: %s', (_way, pattern, files) => {
    const found = all.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
    expect(found.filter((path) => !files.includes(path))).toEqual([]);
  });

  it('mask text where they print it', () => {
    for (const file of ['main/browser-shell/main.ts', 'main/cli/run-cli.ts', 'main/electron/main.ts']) {
      expect(all.find(({ path }) => path === file)?.text).toMatch(/egress\.text\(/);
    }
  });

  it('have no record in the title of the window', () => {
    const titles = sources('renderer').flatMap(({ text }) => text.match(/document\.title\s*=.*/g) ?? []);
    expect(titles).toHaveLength(1);
    expect(titles[0]).toMatch(/^document\.title = `\$\{viewTitles\[view\]\} – Keyglass/);
  });
});

describe('what main answers and tells the window', () => {
  interface Member {
    readonly way: string;
    /** Whether text can stand there; a count or a list of things told by their fingerprint is no place for a credential. */
    readonly takesText: boolean;
  }

  /** All members, with the ways to them. */
  function members(schema: unknown, way: string): readonly Member[] {
    if (Array.isArray(schema)) return schema.flatMap((one) => members(one, way));
    if (typeof schema !== 'object' || schema === null) return [];
    return Object.entries(schema).flatMap(([key, child]) =>
      key === 'properties'
        ? Object.entries(child as object).flatMap(([name, of]) => [
            { way: `${way}.${name}`, takesText: takesText(of) },
            ...members(of, `${way}.${name}`),
          ])
        : members(child, way),
    );
  }

  /** A schema that says no type takes anything. */
  function takesText(schema: {
    type?: string;
    anyOf?: readonly object[];
    items?: object;
    enum?: unknown;
  }): boolean {
    if (schema.anyOf) return schema.anyOf.some(takesText);
    if (schema.items) return takesText(schema.items);
    return schema.enum === undefined && (schema.type === undefined || schema.type === 'string');
  }
  const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any' });

  it('has no place for a credential', () => {
    const places = [
      ...Object.entries(ipcCalls).flatMap(([call, { output }]) => members(jsonSchema(output), call)),
      ...Object.entries(ipcEvents).flatMap(([event, schema]) => members(jsonSchema(schema), event)),
    ];
    expect(places.length).toBeGreaterThan(200);
    const telling = places.filter(({ way }) => keyFacts(way.split('.').at(-1) ?? '').isSecretName);
    expect(telling.length).toBeGreaterThan(0);
    expect(telling.filter((place) => place.takesText)).toEqual([]);
  });

  it('has a place for a value in one answer alone', () => {
    const withValue = Object.entries(ipcCalls).filter(([, { output }]) =>
      members(jsonSchema(output), '').some(({ way }) => way === '.value'),
    );
    expect(withValue.map(([call]) => call)).toEqual(['secrets.reveal']);
  });
});
