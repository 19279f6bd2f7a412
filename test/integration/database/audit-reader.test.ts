import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAuditEntries, readAuditPage } from '../../../main/database/audit-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore, aSecretToStore } from '../../helpers/event-builders.ts';
import { aSourceRecord } from '../../helpers/source-record.ts';
import { aTemporaryWorkspace, testNowUs } from '../../helpers/temporary-workspace.ts';

let workspace: Workspace;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
  for (const [index, action] of ['first', 'second', 'third', 'third again'].entries()) {
    const atUs = testNowUs + Math.min(index, 2);
    await workspace.writer.recordAudit({ atUs, action, detail: { index, nested: { text: '“x”' } } });
  }
});

afterAll(() => remove());

it('reads the audit log page by page, the latest first, of the same time the last one first', async () => {
  const page = (offset: number) => readAuditEntries(workspace.readers, { offset, limit: 2 });

  expect(await page(0)).toEqual({
    ok: true,
    value: {
      total: 4,
      entries: [
        { atUs: testNowUs + 2, action: 'third again', detail: { index: 3, nested: { text: '“x”' } } },
        { atUs: testNowUs + 2, action: 'third', detail: { index: 2, nested: { text: '“x”' } } },
      ],
    },
  });
  expect(await page(2)).toMatchObject({ value: { entries: [{ action: 'second' }, { action: 'first' }] } });
  expect(await page(9)).toMatchObject({ value: { total: 4, entries: [] } });
});

it('names what the entries are about, as far as it is still there', async () => {
  const source = aSourceRecord({ name: 'Entro of the platform team' });
  await workspace.writer.saveSource(source);
  const secret = aSecretToStore();
  await commitEvents(workspace, [anEventToStore()], { secrets: [secret] });
  const detail = {
    sourceId: source.sourceId,
    bySource: { gone: 3 },
    fingerprints: [secret.fingerprint, 'f'.repeat(32)],
  };
  await workspace.writer.recordAudit({ atUs: testNowUs + 9, action: 'about', detail });

  const page = await readAuditPage(workspace.readers, { offset: 0, limit: 1 });

  expect(page).toMatchObject({ ok: true, value: { total: 5, entries: [{ action: 'about' }] } });
  expect(page.ok && page.value.subjects).toEqual([
    { kind: 'secret', id: secret.fingerprint, name: secret.secretType },
    { kind: 'source', id: source.sourceId, name: 'Entro of the platform team' },
  ]);
  expect(await readAuditPage(workspace.readers, { offset: 1, limit: 2 })).toMatchObject({
    value: { subjects: [] },
  });
});
