import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findRuntime } from '../../main/launch/project.mjs';

// TypeScript runs as it is from Node 24 on, which the project brings along; a plain `node` may be an older one.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major >= 24) {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const self = fileURLToPath(import.meta.url);
  const { status } = spawnSync(findRuntime(), [self, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
