import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAuditEntries } from '../../../main/database/audit-reader.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
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
