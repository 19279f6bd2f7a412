import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');

let built: string;

beforeAll(async () => {
  // Below the checkout, so that what stays outside the bundle is found as it is from dist/.
  await mkdir(join(root, 'test-results'), { recursive: true });
  built = await mkdtemp(join(root, 'test-results', 'built-main-'));
  for (const config of ['main/vite.config.ts', 'main/vite.preload.config.ts']) {
    await run(process.execPath, [vite, 'build', '--config', config, '--outDir', built], { cwd: root });
  }
}, 120_000);

afterAll(() => rm(built, { recursive: true, force: true }));

describe('the built main process', () => {
  it('starts', async () => {
    const { stdout } = await run(process.execPath, [join(built, 'cli.js'), '--version']);

    expect(stdout).toContain(manifest.version);
  });

  it('has machine code neither in it nor beside it', async () => {
    for (const name of await readdir(built)) {
      expect(name).toMatch(/\.(js|cjs|map)$/);
      if (name.endsWith('.map')) continue;
      expect(await readFile(join(built, name), 'utf8')).not.toMatch(
        /["'`][^"'`\n]*\b(keytar|duckdb)\.node["'`]/,
      );
    }
  });

  it('leaves out only what it finds again when it is packed', async () => {
    const scripts = (await readdir(built)).filter((name) => name.endsWith('.js'));
    const texts = await Promise.all(scripts.map((name) => readFile(join(built, name), 'utf8')));

    const outside = new Set(texts.flatMap(importedModules).filter((name) => !isBuiltIn(name)));

    expect([...outside].sort()).toEqual(['@duckdb/node-api', '@duckdb/node-bindings', 'electron', 'keytar']);
  });

  it('has a preload that a sandbox accepts: CommonJS that requires electron alone', async () => {
    const preload = await readFile(join(built, 'preload.cjs'), 'utf8');

    expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
    expect(preload).not.toMatch(/^\s*(import|export)\s/m);
  });
});

function importedModules(text: string): readonly string[] {
  const statements = text.matchAll(/^(?:import|export)\s(?:[^;'"]*\sfrom\s)?["']([^"']+)["'];?$/gm);
  const calls = text.matchAll(/\bimport\(["']([^"']+)["']\)/g);
  return [...statements, ...calls].map(([, name]) => name ?? '').filter((name) => !name.startsWith('.'));
}

function isBuiltIn(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}
