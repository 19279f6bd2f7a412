import { expect, test } from '@playwright/test';
import type { AppHost } from '../../../main/app/app-host.ts';
import { openWindow } from '../../helpers/open-window.ts';
import { expectAccessible } from '../actions/expect-accessible.ts';
import { importExposures } from '../actions/import-exposures.ts';
import { openView } from '../actions/open-view.ts';
import { inventoryPage } from '../pages/inventory-page.ts';
import { settingsPage } from '../pages/settings-page.ts';

async function firstSecret(host: AppHost): Promise<string> {
  const listed = (await host.handle('secrets.list', {
    requestId: 'audited',
    filter: { search: '', states: [], secretTypes: [] },
    sort: { column: 'firstSeen', descending: true },
    offset: 0,
    limit: 1,
  })) as { value: { secrets: { fingerprint: string }[] } };
  return listed.value.secrets[0]?.fingerprint ?? '';
}

async function onlySource(host: AppHost): Promise<{ sourceId: string; name: string }> {
  const { value } = (await host.handle('sources.list', {})) as {
    value: { sources: { sourceId: string; name: string }[] };
  };
  return value.sources[0] ?? { sourceId: '', name: '' };
}

test('an entry leads to its secret or its source, and says so where that is gone', async () => {
  const window = await openWindow({
    env: { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') },
  });
  const { page, host } = window;
  await importExposures(host, 5);
  const fingerprint = await firstSecret(host);
  const note = 'Asked its owner';
  await host.handle('secrets.setState', { fingerprints: [fingerprint], state: 'investigating', note });
  const { sourceId, name } = await onlySource(host);
  await host.handle('retention.save', { sourceId, rule: { keepDays: 3_000, keepBytes: null } });

  await openView(page, 'Settings');
  const { auditLog } = settingsPage(page);
  const entry = (text: string) => auditLog.getByRole('row').filter({ hasText: text });
  const toSource = entry('Retention changed').getByRole('button', { name: `Show in Sources: ${name}` });
  await expect(toSource).toBeVisible();
  await expectAccessible(page);
  await entry(note)
    .getByRole('button', { name: /^Show in the inventory: / })
    .press('Enter');
  await expect(inventoryPage(page).detail).toContainText(fingerprint);
  await page.keyboard.press('Escape');
  await expect(inventoryPage(page).detail).toBeHidden();

  await openView(page, 'Settings');
  await toSource.press('Enter');
  await expect(page.getByRole('main', { name: 'Sources' })).toBeVisible();
  await expect(page.getByRole('button', { name: `Fold the streams of ${name}` })).toBeFocused();

  await host.handle('sources.remove', { sourceId });
  await openView(page, 'Settings');
  await expect(entry('Retention changed')).toContainText(`${name}removed since`);
  await expect(toSource).toBeHidden();
  await window.close();
});
