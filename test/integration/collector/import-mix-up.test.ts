import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isMixUp, looksLikeAnother } from '../../../main/collector/import-mix-up.ts';
import { vendors } from '../../../main/vendors/registry.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/vendors');
const streams = vendors.flatMap(({ descriptor, streams: ofVendor }) =>
  ofVendor.map(({ name }) => ({ vendor: descriptor.vendor, stream: name })),
);
const { signal } = new AbortController();

/** Awkward ones among them: an answer that is hard to read is no reason to refuse it. */
function pathsOf({ vendor, stream }: { vendor: string; stream: string }): string[] {
  const folder = join(fixtures, vendor, stream);
  return readdirSync(folder)
    .filter((name) => !name.endsWith('-expected.json'))
    .map((name) => join(folder, name));
}

describe('files that are imported as a stream', () => {
  it.each(streams)('are taken as $vendor / $stream where they are', async (said) => {
    const paths = pathsOf(said);
    expect(paths).not.toEqual([]);
    expect(await looksLikeAnother({ ...said, paths }, vendors, signal)).toBeNull();
  });

  it.each(streams)('of $vendor / $stream are refused as any other vendor’s', async (from) => {
    const paths = pathsOf(from)
      .filter((path) => /ordinary|kinds|released-form/.test(path))
      .slice(0, 1);
    expect(paths).toHaveLength(1);
    for (const said of streams.filter(({ vendor }) => vendor !== from.vendor)) {
      const error = await looksLikeAnother({ ...said, paths }, vendors, signal);
      expect(error, `as ${said.vendor} / ${said.stream}`).not.toBeNull();
      expect(error !== null && isMixUp(error) && error.looksLike.vendor).toBe(from.vendor);
    }
  });
});
