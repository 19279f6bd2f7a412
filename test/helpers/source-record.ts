import type { SourceRecord } from '../../main/database/writer.ts';
import { testNowUs } from './temporary-workspace.ts';

/** The source that events and pages of the builders belong to, “Entro EU” (`source-1`), as the database keeps it. */
export function aSourceRecord(overrides: Partial<SourceRecord> = {}): SourceRecord {
  return {
    sourceId: 'source-1',
    vendor: 'entro',
    name: 'Entro EU',
    url: 'https://entro.example.com',
    settings: {},
    paused: false,
    streams: { audit: { enabled: true, intervalSeconds: 300, lookBackDays: 7, pageSize: 0 } },
    credentialsExpireAtUs: null,
    createdAtUs: testNowUs,
    ...overrides,
  };
}
