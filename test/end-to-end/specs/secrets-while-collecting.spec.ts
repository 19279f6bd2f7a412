import { expect, test } from '@playwright/test';
import { surges } from '../../../main/sample-tenant/entro/secret-types.ts';
import { openWindow } from '../../helpers/open-window.ts';
import { openView } from '../actions/open-view.ts';
import { secretsPage } from '../pages/secrets-page.ts';

// All five vendors are collected within it: half a minute, two and a half on a machine five times slower.
test.setTimeout(240_000);

test('Secrets that was opened while the past was coming in shows all of it in the end', async () => {
  const { page, close } = await openWindow({ sample: true });
  try {
    await openView(page, 'Secrets');
    // The sample's surges are in its last days, which come last.
    for (const { type } of surges) {
      await expect(secretsPage(page).unusualRow(type.name)).toContainText(/More than usual|New/, {
        timeout: 200_000,
      });
    }
  } finally {
    await close();
  }
});
