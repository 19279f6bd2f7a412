import { expect } from '@playwright/test';
import type { AppHost } from '../../../main/app/app-host.ts';
import type { SourceStatus } from '../../../shared/source-status.ts';

/** Pauses every source; what is stored stays as it is from then on. */
export async function pauseCollecting(host: AppHost): Promise<void> {
  const list = async () => {
    const { value } = (await host.handle('sources.list', {})) as { value: { sources: SourceStatus[] } };
    return value.sources;
  };
  for (const { sourceId } of await list()) {
    expect(await host.handle('sources.pause', { sourceId })).toMatchObject({ ok: true });
  }
  const phases = async () =>
    new Set((await list()).flatMap(({ streams }) => streams.map(({ phase }) => phase)));
  await expect.poll(async () => (await phases()).has('collecting')).toBe(false);
}
