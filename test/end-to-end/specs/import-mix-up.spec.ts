import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openWindow } from '../../helpers/open-window.ts';
import { countEvents } from '../actions/count-events.ts';
import { expectAccessible } from '../actions/expect-accessible.ts';
import { runCommand } from '../actions/run-command.ts';
import { framePage } from '../pages/frame-page.ts';
import { importPage } from '../pages/import-page.ts';

const hanzoRecords = Array.from({ length: 8 }, (_, index) => ({
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  actor: 'user',
  actorMetadata: { userId: 'u-1', email: 'ada@example.com', username: 'ada@example.com' },
  ipAddress: '192.0.2.10',
  eventType: 'get-secret',
  eventMetadata: { environment: 'prod', secretPath: '/payments', secretId: `s-${index}`, secretKey: 'TOKEN' },
  createdAt: new Date(Date.UTC(2026, 0, 5, 10, index)).toISOString(),
  updatedAt: new Date(Date.UTC(2026, 0, 5, 10, index)).toISOString(),
  orgId: 'org-1',
}));

test('a file of another stream takes no part until it is said to be meant so, and can go the right way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyglass-mix-up-'));
  const window = await openWindow({
    env: { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') },
  });
  const { page, host } = window;
  const dialog = importPage(page);
  await writeFile(join(folder, 'records.json'), JSON.stringify(hanzoRecords));
  await expect(framePage(page).rail).toBeVisible();
  await runCommand(page, 'import files', 'Import files…');
  await dialog.path.fill(join(folder, 'records.json'));
  await dialog.lookInto.click();
  await expect(dialog.stream('records.json')).toContainText('Hanzo KMS');
  await expect(dialog.start).toBeEnabled();

  const chooseWrongly = async () => {
    await dialog.stream('records.json').click();
    await page.getByRole('option', { name: /Entro.*Audit/ }).click();
  };
  const mixUp = dialog.file('records.json').getByRole('group', { name: /looks like Hanzo KMS/ });
  await chooseWrongly();
  await expect(mixUp).toContainText('can’t be taken out again one by one');
  await expect(dialog.start).toBeDisabled();
  await expectAccessible(page);

  await mixUp.getByRole('button', { name: /^Use Hanzo KMS/ }).click();
  await expect(mixUp).toBeHidden();
  await expect(dialog.start).toBeEnabled();

  await chooseWrongly();
  await mixUp.getByRole('checkbox', { name: /^Import as Entro .* anyway$/ }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.start).toBeEnabled();
  await dialog.start.press('Enter');
  await expect(dialog.jobs).toContainText('Done');
  await expect(dialog.jobs).toContainText('Entro');
  const [stored = 0, rejected = 0] = await Promise.all(
    ['Stored', 'Rejected'].map(async (label) => Number(await dialog.count(label).textContent())),
  );
  expect(stored + rejected).toBe(hanzoRecords.length);
  expect(await countEvents(host, 'vendor:entro')).toBe(stored);
  expect(await countEvents(host, 'vendor:hanzo-kms')).toBe(0);
  await window.close();
  await rm(folder, { recursive: true, force: true });
});
