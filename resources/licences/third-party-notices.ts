import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface LockedPackage {
  readonly version: string;
  readonly name?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly os?: unknown;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = fileURLToPath(new URL('third-party.txt', import.meta.url));

const heading = `Keyglass is packed together with the software below, each part under its own licence. Electron and Chromium bring
theirs beside the program (LICENSE.electron.txt, LICENSES.chromium.html), OCSF's is in ocsf-schema.txt.
Written by resources/licences/third-party-notices.ts from package-lock.json.
`;

/** The notices of every package that the app is built from, equal texts once. The same on every system. */
export function thirdPartyNotices(): string {
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const byText = new Map<string, string[]>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    // What is made for one system has its notice in the package that chooses among them; Node itself isn't packed.
    if (path === '' || entry.dev === true || entry.os !== undefined) continue;
    const name = entry.name ?? path.replace(/^.*node_modules\//, '');
    const text = licenceText(join(root, path)) ?? `${entry.license}, without a text of its own.`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${entry.version} (${entry.license})`]);
  }
  const parts = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return [heading, ...parts].join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceText(folder: string): string | null {
  if (!existsSync(folder)) return null;
  const name = readdirSync(folder)
    .sort()
    .find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  return name === undefined ? null : readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, thirdPartyNotices());
