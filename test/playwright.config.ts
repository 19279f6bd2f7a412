import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const hasElectron = existsSync(`${root}/node_modules/electron/dist/version`);

/** The same specs in each shell that this machine can run; `KEYGLASS_SHELL` tells them which. */
export default defineConfig({
  testDir: 'end-to-end',
  outputDir: '../test-results/end-to-end',
  workers: 1,
  retries: 0,
  // Collecting thirty days takes 20 s, and takes 56 s where the page is four times slower and the machine busy.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  use: { trace: 'off', screenshot: 'only-on-failure', video: 'off' },
  projects: [
    { name: 'browser-shell', metadata: { shell: 'browser' } },
    ...(hasElectron ? [{ name: 'electron', metadata: { shell: 'electron' } }] : []),
  ],
});
