import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite --config test/helpers/fake-bridge/page/vite.config.ts`: the window in any browser, without main. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  server: { host: '127.0.0.1', fs: { allow: [fileURLToPath(new URL('../../../..', import.meta.url))] } },
  build: { outDir: '../../../../dist/fake-page', emptyOutDir: true, target: 'chrome140' },
});
