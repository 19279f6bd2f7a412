import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rejectRecord } from '../../../main/collector/prepare-page.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { createRejectedService, type RejectedParts } from '../../../main/mapping/create-rejected-service.ts';
import { maskText } from '../../../main/secrets/mask-text.ts';
import type { Vault } from '../../../main/secrets/vault.ts';
import { auditStream } from '../../../main/vendors/entro/audit.stream.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { appError } from '../../../shared/app-error.ts';
import { failed, ok } from '../../../shared/result.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import {
  aTemporaryFolder,
  openTestWorkspace,
  testClock,
  testNowUs,
} from '../../helpers/temporary-workspace.ts';
import { openTestVault } from '../../unit/secrets/test-vault.ts';

let folder: { path: string; remove(): Promise<void> };
let workspace: Workspace;
let vault: Vault;

beforeEach(async () => {
  folder = await aTemporaryFolder();
  workspace = await openTestWorkspace(join(folder.path, 'workspace'));
  vault = await openTestVault();
  await workspace.writer.saveSource(aSourceRecord());
});

afterEach(async () => {
  await workspace.close();
  await folder.remove();
});

const service = (parts: Partial<RejectedParts> = {}) =>
  createRejectedService({
    readers: workspace.readers,
    writer: workspace.writer,
    vendors,
    vault: ok(vault),
    egress: { text: maskText },
    clock: testClock,
    exportFolder: folder.path,
    workspaceFolder: workspace.folder,
    ...parts,
  });

/** Rejects texts as collecting does; answers their ids. */
async function reject(...texts: readonly string[]): Promise<string[]> {
  const context = { sourceId: 'source-1', stream: auditStream, vault, receivedAtUs: testNowUs };
  const rejected = texts.map((text) => rejectRecord(text, 'an outline', 'The date is not a date.', context));
  await commitEvents(workspace, [], { rejected });
  return rejected.map(({ rejectedId }) => rejectedId);
}

const record = (id: number) => ({
  request_id: `r${id}`,
  date: 'no date',
  exposed_value: `made-up-secret-${id}`,
});

const exportTo = (path: string, overwrite = false) => ({ sourceId: 'source-1', path, overwrite });

describe('a rejected record', () => {
  it('is shown indented, its secrets out as the stream declares them', async () => {
    const [rejectedId = ''] = await reject(JSON.stringify(record(1)));

    const shown = await service().show({ sourceId: 'source-1', stream: 'audit', rejectedId });

    const marker = `‹secret:fp:${vault.fingerprint('made-up-secret-1').slice(0, 8)}›`;
    const text = `{\n  "request_id": "r1",\n  "date": "no date",\n  "exposed_value": "${marker}"\n}`;
    expect(shown).toEqual(ok({ text, isMasked: true }));
  });

  it('of any size is shown as far as a window can, and exported whole', async () => {
    const [rejectedId = ''] = await reject(JSON.stringify({ long: 'x'.repeat(1_000_000) }));

    const shown = await service().show({ sourceId: 'source-1', stream: 'audit', rejectedId });
    const exported = await service().exportAll(exportTo('all.jsonl'));

    expect(shown.ok && shown.value.text.length).toBeLessThan(500_000);
    expect(exported.ok && exported.value.bytes).toBeGreaterThan(1_000_000);
  });

  it('is found by source, stream and id together, and said to be gone otherwise', async () => {
    const [rejectedId = ''] = await reject(JSON.stringify(record(1)));

    const which = { sourceId: 'source-1', stream: 'audit', rejectedId };
    for (const other of [{ sourceId: 'x' }, { stream: 'x' }, { rejectedId: 'x' }]) {
      expect(await service().show({ ...which, ...other })).toMatchObject({ error: { kind: 'not-found' } });
    }
  });

  it('stays shut without the key, and one that is damaged says so', async () => {
    const [rejectedId = ''] = await reject(JSON.stringify(record(1)));
    const which = { sourceId: 'source-1', stream: 'audit', rejectedId };
    const locked = service({ vault: failed(appError('keychain-unavailable', 'None.', 'Install one.')) });
    const damaged = service({
      vault: ok({
        ...vault,
        unseal: () => {
          throw new Error('tampered with');
        },
      }),
    });

    expect(await locked.show(which)).toMatchObject({ error: { kind: 'vault-locked' } });
    expect(await locked.exportAll(exportTo('x.jsonl'))).toMatchObject({ error: { kind: 'vault-locked' } });
    expect(await damaged.show(which)).toMatchObject({ value: { text: expect.stringContaining('damaged') } });
  });
});

describe('exporting rejected records', () => {
  const audited = async () => {
    const rows = await workspace.readers.all({ text: 'SELECT action, detail FROM audit_log', values: [] });
    return rows.ok ? rows.value.map(({ action, detail }) => ({ action, ...JSON.parse(String(detail)) })) : [];
  };

  it('writes every one of them once, as JSON Lines, and the audit log has it', async () => {
    const texts = Array.from({ length: 120 }, (_, id) => JSON.stringify(record(id)));
    const ids = await reject(...texts, '{"exposed_value": "made-up-secret-cut');

    const exported = await service().exportAll(exportTo('rejected.jsonl'));

    const path = join(folder.path, 'rejected.jsonl');
    const content = await readFile(path, 'utf8');
    expect(exported).toMatchObject({ value: { written: 121, bytes: Buffer.byteLength(content) } });
    const lines = content
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.rejected_id).sort()).toEqual(ids.sort());
    expect(lines.find(({ record: { request_id } }) => request_id === 'r7')).toEqual({
      rejected_id: expect.any(String),
      stream: 'audit',
      rejected_at: '2026-11-20T09:00:00.000Z',
      reason: 'The date is not a date.',
      record: { request_id: 'r7', date: 'no date', exposed_value: expect.stringMatching(/^‹secret:fp:/) },
    });
    expect(content).not.toContain('made-up');
    expect(await audited()).toMatchObject([
      {
        action: 'rejected.exported',
        sourceId: 'source-1',
        written: 121,
        path: expect.stringContaining('rejected'),
      },
    ]);
  });

  it('replaces no file unless it may, and writes nothing into the workspace', async () => {
    await reject(JSON.stringify(record(1)));
    await writeFile(join(folder.path, 'there.jsonl'), 'mine');

    expect(await service().exportAll(exportTo('there.jsonl'))).toMatchObject({
      error: { expected: ['overwrite'] },
    });
    expect(await readFile(join(folder.path, 'there.jsonl'), 'utf8')).toBe('mine');
    expect(await service().exportAll(exportTo('there.jsonl', true))).toMatchObject({ value: { written: 1 } });
    expect(await service().exportAll(exportTo('workspace/x.jsonl'))).toMatchObject({
      error: { kind: 'invalid-input' },
    });
    expect(await service().exportAll(exportTo('missing/x.jsonl'))).toMatchObject({
      error: { kind: 'invalid-input' },
    });
  });

  it('leaves no file behind that the audit log doesn’t know, or that was stopped', async () => {
    await reject(JSON.stringify(record(1)));
    const full = appError('disk-full', 'The disk has no room left.', 'Free some space.');
    const unrecorded = service({ writer: { recordAudit: async () => failed(full) } });
    const stop = new AbortController();
    stop.abort();

    expect(await unrecorded.exportAll(exportTo('x.jsonl'))).toMatchObject({ error: { kind: 'disk-full' } });
    expect(await service().exportAll(exportTo('x.jsonl'), stop.signal)).toMatchObject({ ok: false });
    await expect(readFile(join(folder.path, 'x.jsonl'))).rejects.toThrow('ENOENT');
    await expect(readFile(join(folder.path, 'x.jsonl.keyglass-part'))).rejects.toThrow('ENOENT');
  });
});
