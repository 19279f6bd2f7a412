import { openView } from '../actions/open-view.ts';
import { settingsPage } from '../pages/settings-page.ts';
import { expect, test } from '../sample-window.ts';

test.slow();

test.beforeEach(({ page }) => openView(page, 'Settings'));

test('the vault says where its key is, and changes it with a word in the audit log', async ({ page }) => {
  const { vault, auditLog } = settingsPage(page);
  await expect(vault).toContainText(/Open/);
  await expect(vault).toContainText(/[1-9][\d\u202f]* values/);
  await vault.getByRole('button', { name: 'Rotate the key…' }).click();
  const question = page.getByRole('dialog', { name: /^Rotate/ });
  await expect(question).toContainText('written to the audit log');
  await question.getByRole('button', { name: 'Rotate the key', exact: true }).click();
  // Everything is sealed anew, and backed up.
  await expect(vault).toContainText(/Done: [\d\u202f]+ sealed under the new key/, { timeout: 90_000 });
  await expect(vault).not.toContainText('Never');
  await openView(page, 'Sharing');
  await openView(page, 'Settings');
  await expect(auditLog.getByRole('row').nth(1)).toContainText('Vault’s key rotated');
});

test('a retention rule says what it would remove as it is typed, and is refused where it is too short', async ({
  page,
}) => {
  const rule = settingsPage(page).retentionOf('Entro (sample)');
  await expect(rule).toContainText(/[\d\u202f]+ events, /);
  await expect(rule).toContainText('Kept for ever');
  const days = rule.getByRole('textbox', { name: 'Keep days' });
  await days.fill('30');
  await days.blur();
  await expect(rule).toContainText(/Would remove [\d\u202f]+ events from before \d{4}-\d{2}-\d{2}/);
  await days.fill('1');
  await days.blur();
  await rule.getByRole('button', { name: /^Save/ }).click();
  await expect(rule.getByRole('alert')).toBeVisible();
  await days.fill('3000');
  await days.blur();
  await rule.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText('Retention of Entro (sample) saved')).toBeVisible();
  await expect(rule).toContainText('Would remove nothing');
  await days.fill('');
  await days.blur();
  await rule.getByRole('button', { name: /^Save/ }).click();
  await expect(rule).toContainText('Kept for ever');
});
