import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { StreamDefinition } from '../../main/collector/stream-definition.ts';
import { vendors } from '../../main/vendors/registry.ts';

export interface StreamRecords {
  readonly vendor: string;
  readonly stream: StreamDefinition;
  /** One of each kind that the fixtures have; at least one. */
  readonly records: readonly unknown[];
}

const folder = new URL('../fixtures/vendors/', import.meta.url);

/** The records of the fixtures that every stream maps: a mixture of what the vendors send. */
export function fixtureRecords(): readonly StreamRecords[] {
  return vendors.flatMap(({ descriptor: { vendor }, streams }) =>
    streams.flatMap((stream) => {
      const records = recordsOf(vendor, stream).filter((record) => isMapped(stream, record));
      return records.length === 0 ? [] : [{ vendor, stream, records }];
    }),
  );
}

function recordsOf(vendor: string, stream: StreamDefinition): readonly unknown[] {
  const path = new URL(`${vendor}/${stream.name}/`, folder);
  if (!existsSync(path)) return [];
  const names = readdirSync(path).filter(
    (name) => name.endsWith('.json') && !name.endsWith('-expected.json'),
  );
  return names.flatMap((name) => {
    const read = stream.readRecords(JSON.parse(readFileSync(new URL(name, path), 'utf8')));
    return read.ok ? read.value : [];
  });
}

function isMapped(stream: StreamDefinition, record: unknown): boolean {
  return stream.map(record, { secret: null, receivedAtUs: 1 }).ok;
}
