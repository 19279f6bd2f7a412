import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Modules that carry machine code, or are the runtime itself. They stay in `node_modules`: Vite would copy their bytes
 * into the bundle without a word, where nothing finds them (`test/integration/browser-shell/built-main.test.ts`).
 */
const native = [/^electron(\/|$)/, /^@duckdb\//, /^keytar$/, /^@github\/keytar/];

/** The main process, one file for each way in. Everything that isn't machine code is built in, for a quick start. */
export default defineConfig({
  root,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['electron', '@duckdb/node-api', 'keytar'], target: 'node' },
  build: {
    ssr: true,
    outDir: 'dist/main',
    // The preload is built into the same folder, beside this.
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      external: native,
      input: {
        'electron-main': `${root}main/electron/main.ts`,
        'browser-shell': `${root}main/browser-shell/main.ts`,
        cli: `${root}main/cli/main.ts`,
      },
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        // Flat, so that `import.meta.url` leads to the same folder from every chunk.
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
