import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');

/** Where a file lies, and what it must not import. */
const forbidden: readonly (readonly [folder: string, statement: string])[] = [
  ['shared', "import 'node:fs';"],
  ['shared', "import 'fs';"],
  ['shared', "import 'node:fs/promises';"],
  ['shared', "import 'electron';"],
  ['shared', "import 'react';"],
  ['shared', "import 'react-dom/client';"],
  ['shared', "import 'undici';"],
  ['shared', "import '@duckdb/node-api';"],
  ['shared', "import '../main/app/shell.ts';"],
  ['shared', "import '../renderer/app.tsx';"],
  ['shared/query', "import '../../main/app/shell.ts';"],

  ['renderer', "import 'node:fs';"],
  ['renderer', "import 'path';"],
  ['renderer', "import 'electron';"],
  ['renderer', "import '@duckdb/node-api';"],
  ['renderer', "import 'keytar';"],
  ['renderer', "import '../main/app/shell.ts';"],
  ['renderer/explore', "import '../../main/query/query-service.ts';"],

  ['main/app', "import 'electron';"],
  ['main/app', "import 'electron/main';"],
  ['main/app', "export { app } from 'electron';"],
  ['main/app', "export const electron = await import('electron');"],
  ['main/app', "import type { App } from 'electron'; export type A = App;"],
  ['main/app', "import 'react';"],
  ['main/app', "import 'react-dom/server';"],
  ['main/app', "import '../../renderer/app.tsx';"],
  ['main/app', "import '../electron/menu.ts';"],
  ['main/cli', "import '../electron/menu.ts';"],
  ['main/cli', "import 'electron';"],
  ['main/browser-shell', "import 'electron';"],
  ['main/window', "import 'electron';"],
  ['main/forward', "import 'electron';"],
  ['main/sample-tenant', "import 'electron';"],
  ['main/electron', "import '../../renderer/app.tsx';"],
  ['main/electron', "import 'react';"],

  ['main/collector', "import 'electron';"],
  ['main/collector', "import 'electron/common';"],
  ['main/collector', "import 'react';"],
  ['main/collector', "import '../vendors/registry.ts';"],
  ['main/collector/pagination', "import '../../vendors/entro/audit.stream.ts';"],
  ['main/collector', "export { a } from '../sample-tenant/tenant.ts';"],
  ['main/collector', "import '@duckdb/node-api';"],
  ['main/collector', "import '../app/app-host.ts';"],
  ['main/collector', "import '../electron/menu.ts';"],

  ['main/vendors/entro', "import 'electron';"],
  ['main/vendors/entro', "import 'undici';"],
  ['main/vendors/entro', "import '@duckdb/node-api';"],
  ['main/vendors/entro', "import '../../database/writer.ts';"],
  ['main/vendors/entro', "import '../../query/query-service.ts';"],
  ['main/vendors/entro', "import '../../app/app-host.ts';"],
  ['main/vendors/entro', "import 'react';"],

  ['main/retention', "import '../vendors/registry.ts';"],
  ['main/retention', "import '../sample-tenant/tenant.ts';"],
  ['main/retention', "import '../app/app-host.ts';"],
  ['main/retention', "import '../cli/main.ts';"],
  ['main/retention', "import '@duckdb/node-api';"],
  ['main/retention', "import 'electron';"],
  ['main/retention', "import 'react';"],

  ...['database', 'query', 'secrets', 'export'].flatMap((service) =>
    [
      "import 'electron';",
      "import 'react';",
      "import '../vendors/registry.ts';",
      "import '../collector/run-stream.ts';",
      "import '../sample-tenant/tenant.ts';",
      "import '../electron/menu.ts';",
      "import '../browser-shell/attach-window.ts';",
      "import '../cli/main.ts';",
      "import '../../renderer/app.tsx';",
    ].map((statement) => [`main/${service}`, statement] as const),
  ),
];

/** What must stay possible, so that the rules don't forbid by accident. */
const allowed: readonly (readonly [folder: string, statement: string])[] = [
  ['main/electron', "import 'electron';"],
  ['main/electron', "import '../app/app-host.ts';"],
  ['main/browser-shell', "import '../window/window-assets.ts';"],
  ['main/collector', "import 'node:crypto';"],
  ['main/collector', "import 'undici';"],
  ['main/vendors/entro', "import '../../collector/stream-definition.ts';"],
  ['main/database', "import '@duckdb/node-api';"],
  ['main/secrets', "import 'keytar';"],
  ['renderer/explore', "import '../../shared/ipc/ipc-contract.ts';"],
  ['renderer', "import 'react';"],
  ['shared', "import 'zod';"],
];

let folder: string;
let reported: ReadonlySet<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-layers-'));
  const configuration = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  // The copy is no repository, and everything in it is to be looked at.
  configuration.vcs = { enabled: false };
  await writeFile(join(folder, 'biome.json'), JSON.stringify(configuration));
  for (const [path, statement] of [...forbidden, ...allowed].map(withPath)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${statement}\n`);
  }
  reported = await filesThatImportWrongly(folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the import rules', () => {
  it.each(forbidden.map(withPath))('refuse in %s: %s', (path) => {
    expect(reported).toContain(path);
  });

  it.each(allowed.map((entry, index) => withPath(entry, forbidden.length + index)))(
    'allow in %s: %s',
    (path) => {
      expect(reported).not.toContain(path);
    },
  );

  it('hold for the sources as they are', async () => {
    expect([...(await filesThatImportWrongly(root))]).toEqual([]);
  });
});

/** A file of its own for each statement, so that each is judged alone. */
function withPath([where, statement]: readonly [string, string], index: number): readonly [string, string] {
  return [`${where}/layer-probe-${index}.ts`, statement];
}

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string };
  }[];
}

/** Paths of the files, below the folder, in which the linter finds an import that their place forbids. */
function filesThatImportWrongly(checked: string): Promise<ReadonlySet<string>> {
  const rules = ['lint/style/noRestrictedImports', 'lint/correctness/noNodejsModules'];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [biome, 'lint', '--max-diagnostics=none', '--reporter=json', '.'],
      { cwd: checked, maxBuffer: 64 * 1_024 * 1_024 },
      // Exit code 1 is what finding something looks like; no report is what failing does.
      (error, stdout) => {
        if (!stdout.startsWith('{')) return reject(error ?? new Error('The linter reported nothing'));
        const { diagnostics } = JSON.parse(stdout) as Report;
        const found = diagnostics.filter(({ category }) => rules.includes(category));
        resolve(new Set(found.map(({ location }) => location.path)));
      },
    );
  });
}
