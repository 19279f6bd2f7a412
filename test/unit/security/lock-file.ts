import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const packageSchema = z.object({
  name: z.string().optional(),
  version: z.string(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  license: z.string().optional(),
  deprecated: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  optional: z.boolean().optional(),
  dev: z.boolean().optional(),
  os: z.union([z.string(), z.array(z.string())]).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) });
const installedSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.unknown().optional(),
  gypfile: z.boolean().optional(),
  scripts: z.record(z.string(), z.string()).optional(),
});

export interface LockedPackage extends z.infer<typeof packageSchema> {
  /** The folder below the checkout, `node_modules/…`. */
  readonly path: string;
  /** As it goes by in its registry; another than the folder's for an alias. */
  readonly name: string;
}

export type InstalledPackage = z.infer<typeof installedSchema>;

/** What `package-lock.json` names, without the project itself. */
export function lockedPackages(
  text = readFileSync(join(root, 'package-lock.json'), 'utf8'),
): LockedPackage[] {
  const { packages } = lockSchema.parse(JSON.parse(text));
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      ...entry,
      path,
      name: entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    }));
}

/** The entry of the project itself: the versions that the lock file was made for. */
export function lockedRoot(): z.infer<typeof packageSchema> | undefined {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return packages[''];
}

/** The package's own description as it lies on the disk; null where it isn't installed (made for another system). */
export function installedPackage({ path }: LockedPackage): InstalledPackage | null {
  const file = join(root, path, 'package.json');
  return existsSync(file) ? installedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}
