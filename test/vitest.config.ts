import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Unit tests touch nothing outside their process; integration tests use a real DuckDB, real HTTP on loopback, a real keychain. Limits are there to end what hangs: a machine that is ten times slower keeps them. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['test/unit/**/*.test.{ts,tsx}'],
          env: { TZ: 'UTC' },
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['test/integration/**/*.test.ts'],
          env: { TZ: 'UTC' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // A wait ends when what it waits for is there: on a busy machine that takes seconds, and one is the default.
          expect: { poll: { timeout: 100_000, interval: 20 } },
        },
      },
    ],
  },
});
