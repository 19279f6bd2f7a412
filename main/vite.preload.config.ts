import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A sandboxed preload can't be an ES module, and may require nothing but `electron`: hence a build of its own. */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      external: ['electron'],
      input: { preload: `${root}main/electron/preload.ts` },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
