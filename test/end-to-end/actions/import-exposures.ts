import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { AppHost } from '../../../main/app/app-host.ts';

interface Jobs {
  readonly value: { readonly jobs: readonly { readonly state: string }[] };
}

/**
 * Imports as many Entro records, each with a secret of its own, past the window, and waits until they are stored. They
 * are a minute apart, from `firstMs` on.
 */
export async function importExposures(
  host: AppHost,
  count: number,
  firstMs = Date.UTC(2026, 9, 1),
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keyglass-exposures-'));
  const path = join(folder, 'exposures.json');
  const records = Array.from({ length: count }, (_, index) => ({
    request_id: `scan-${index}`,
    date: new Date(firstMs + ((index * 7_919) % count) * 60_000).toISOString(),
    secret_type: index % 3 === 0 ? 'JWT' : 'AWS_ACCESS_KEY_ID',
    exposed_value: `made-up-secret-${index}-of-nobody`,
    line_number: index,
    location: `shop/config-${index}.yml`,
  }));
  await writeFile(path, JSON.stringify(records));
  await host.handle('imports.start', { paths: [path], vendor: 'entro', stream: 'audit', sourceId: null });
  const states = async () =>
    ((await host.handle('imports.list', {})) as Jobs).value.jobs.map(({ state }) => state);
  await expect.poll(states).toEqual(['done']);
  await rm(folder, { recursive: true, force: true });
}
