import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AuditLogRow } from '../../../../main/sample-tenant/hanzo-kms/audit-log-row.ts';
import { type AuditLogs, aSource, closing, tellable } from './a-source.ts';

describe('what a log stream delivered elsewhere', () => {
  it('is the same event as the one that was collected', async () => {
    const { served, clock, collector, stored, collect, sourceId } = await aSource();
    let rows: readonly AuditLogRow[] = [];
    served.faults.inject({
      kind: 'data',
      change(data) {
        if ('auditLogs' in (data as object)) rows = [...rows, ...(data as AuditLogs).auditLogs];
        return data;
      },
    });
    await collect();
    const folder = await mkdtemp(join(tmpdir(), 'keyglass-hanzo-'));
    closing.push(() => rm(folder, { recursive: true }));
    const flat = rows.slice(0, 40).map(({ event, actor, ...rest }) => ({
      ...rest,
      actor: actor.type,
      actorMetadata: actor.metadata,
      eventType: event.type,
      eventMetadata: event.metadata,
    }));
    const untimed = flat.map(({ createdAt, updatedAt: _updated, expiresAt: _expires, ...rest }) => ({
      ...rest,
      TimeGenerated: createdAt,
    }));
    const files = {
      'cribl.jsonl': flat.map((record) => JSON.stringify(record)).join('\n'),
      'cribl-single.json': JSON.stringify(flat[0]),
      'azure.json': JSON.stringify([...untimed, { ping: 'ok', TimeGenerated: '2026-11-20T00:00:00.000Z' }]),
      'splunk.json': [{ ping: 'ok' }, ...flat]
        .map((event) => JSON.stringify({ time: 1_790_000_000, source: 'kms', sourcetype: '_json', event }))
        .join(''),
      'datadog.json': JSON.stringify(
        flat.map((record) => ({ ...record, ddsource: 'kms', service: 'kms', timestamp: record.createdAt })),
      ),
      'list-answer.json': JSON.stringify({ auditLogs: rows.slice(0, 40) }),
    };
    const before = await stored();
    for (const [name, text] of Object.entries(files)) {
      const path = join(folder, name);
      await writeFile(path, text);
      const imported = await collector.service.importFiles({
        vendor: 'hanzo-kms',
        stream: 'audit-log',
        paths: [path],
      });
      const received = name === 'cribl-single.json' ? 1 : 40;
      expect([name, imported]).toMatchObject([
        name,
        { ok: true, value: { sourceId, received, stored: 0, duplicate: received, rejected: 0 } },
      ]);
    }
    expect(await stored()).toEqual(before);
    expect(before).toEqual(tellable(served, clock));
  });
});
