import { expect } from '@playwright/test';
import type { AppHost } from '../../../main/app/app-host.ts';

/** Choices of the interface are written a moment after they were made; waits until this one is. */
export async function waitUntilKept(host: AppHost, key: string, expected: RegExp): Promise<void> {
  const read = async () => {
    const kept = (await host.handle('preferences.read', {})) as {
      value: { values: Record<string, unknown> };
    };
    return JSON.stringify(kept.value.values[key] ?? null);
  };
  await expect.poll(read).toMatch(expected);
}
