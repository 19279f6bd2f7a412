import { createServer } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import type { SampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { openKeychain } from '../../../main/secrets/keytar-keychain.ts';
import { noteExercised } from '../../helpers/exercised.ts';
import { type OpenedWindow, openWindow } from '../../helpers/open-window.ts';
import { filesHolding } from '../actions/search-files.ts';
import { waitUntilCollected } from '../actions/wait-until-collected.ts';
import { framePage } from '../pages/frame-page.ts';
import { sourcesPage } from '../pages/sources-page.ts';
import { entroOf, environmentOf, fillIn, startVendor } from '../vendor.ts';

let vendor: SampleTenant;
let window: OpenedWindow;
let page: Page;

test.beforeAll(async () => {
  vendor = await startVendor();
});
test.afterAll(() => vendor.close());
test.afterEach(async () => {
  entroOf(vendor).faults.clear();
  await window.close();
});

async function openForm(env: Record<string, string | undefined>): Promise<void> {
  window = await openWindow({ env });
  page = window.page;
  await expect(framePage(page).welcome).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Add a source' }).click();
  await sourcesPage(page)
    .form.vendor(/^Entro/)
    .click();
  await expect(sourcesPage(page).form.address).toBeVisible();
}

test.describe('the form for a source', () => {
  test.beforeEach(() => openForm(environmentOf(vendor)));

  test('shows the vendor’s steps, and says at the field what is missing', async () => {
    const { form } = sourcesPage(page);
    await expect(form.guide.getByRole('listitem').first()).toContainText('Sign in to Entro');
    await form.save.click();
    await expect(form.address).toHaveAccessibleDescription('The address is missing.');
    await expect(form.token).toHaveAccessibleDescription('API token is missing.');
    await form.address.fill('entro');
    await expect(form.address).toHaveAccessibleDescription(/is not an address/);
  });

  test('refuses plain http to another host at once, where the address is', async () => {
    const { form } = sourcesPage(page);
    await fillIn(form, vendor);
    await form.address.fill('http://entro.example.com');
    await form.test.click();
    await expect(form.address).toHaveAccessibleDescription(
      'Plain http would send the token readably. Use https://',
    );
    await expect(form.address).toHaveAttribute('aria-invalid', 'true');
  });

  test('says that a web page is not the API', async () => {
    const { form } = sourcesPage(page);
    entroOf(vendor).faults.inject({ kind: 'html' });
    await fillIn(form, vendor);
    await form.test.click();
    await expect(form.fails).toContainText('answered with a web page, not with data: is the base URL right?');
  });

  test('says that there is nothing at a wrong path', async () => {
    const { form } = sourcesPage(page);
    await fillIn(form, vendor);
    await form.address.fill(`${entroOf(vendor).url}/elsewhere`);
    await form.test.click();
    await expect(form.fails).toContainText('has nothing at this address (status 404)');
    await expect(form.fails).toContainText('Check the base URL');
  });

  test('says that nobody answers', async () => {
    const { form } = sourcesPage(page);
    await fillIn(form, vendor);
    await form.address.fill(`http://127.0.0.1:${await freePort()}`);
    await form.test.click();
    await expect(form.fails).toContainText('refused the connection.');
  });

  test('says that the token is wrong, then ticks when it is right', async () => {
    const { form } = sourcesPage(page);
    await fillIn(form, vendor);
    await form.token.fill('a-token-that-is-not-known');
    await form.test.click();
    await expect(form.fails).toContainText('does not accept the credentials (status 401)');
    await expect(form.dialog).not.toContainText('a-token-that-is-not-known');

    await fillIn(form, vendor);
    await expect(form.fails).toBeHidden();
    await form.test.click();
    await expect(form.works).toContainText(
      /Audit log Connected: 127\.0\.0\.1:\d+ answered with \d+ records?\./,
    );
  });
});

test('the token goes into the keychain and nowhere else', async () => {
  const keychain = await openKeychain({ timeoutMs: 5_000 });
  test.skip(
    !keychain.ok,
    keychain.ok ? '' : `No keychain here: ${keychain.error.detail ?? keychain.error.message}`,
  );
  const { default: keytar } = await import('keytar');
  const token = entroOf(vendor).draft.credentials.token ?? '';
  await openForm({ KEYGLASS_VAULT_KEY: undefined, KEYGLASS_CREDENTIAL_ENTRO_TOKEN: undefined });
  const { form } = sourcesPage(page);
  await fillIn(form, vendor, 3);
  await form.save.click();
  await expect(form.dialog).toBeHidden();
  await waitUntilCollected(page);

  const listed = (await window.host.handle('sources.list', {})) as {
    value: { sources: { sourceId: string }[] };
  };
  const sourceId = listed.value.sources[0]?.sourceId ?? '';
  const kept = await keytar.findCredentials('Keyglass');
  const own = kept.filter(({ account }) => account.endsWith(`/source/${sourceId}/token`));
  expect(own.map(({ password }) => password)).toEqual([token]);
  noteExercised('keychain', process.env.KEYGLASS_TEST_KEYCHAIN ?? (keychain.ok ? keychain.value.name : ''));

  expect(await page.content()).not.toContain(token);
  expect(JSON.stringify(listed)).not.toContain(token);
  await sourcesPage(page).more('Entro').click();
  await page.getByRole('menuitem', { name: 'Edit…' }).click();
  await expect(form.token).toHaveValue('');
  await expect(form.token).toHaveAccessibleDescription(/Kept in the keychain/);
  await form.cancel.click();
  expect(await filesHolding(window.workspaceFolder, token)).toEqual([]);

  await sourcesPage(page).more('Entro').click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await sourcesPage(page).removeDialog.getByRole('button', { name: 'Remove source' }).click();
  await expect(page.getByRole('heading', { name: 'No source yet' })).toBeVisible();
  const left = async () =>
    (await keytar.findCredentials('Keyglass')).filter(({ account }) => account.includes(sourceId));
  await expect.poll(left).toEqual([]);
});

test('without a keychain the window says so and keeps no token', async () => {
  const keychain = await openKeychain({ timeoutMs: 5_000 });
  test.skip(keychain.ok, 'This machine has a keychain.');
  await openForm({ KEYGLASS_VAULT_KEY: undefined, KEYGLASS_CREDENTIAL_ENTRO_TOKEN: undefined });
  await expect(page.getByRole('region', { name: 'The vault is locked' })).toContainText('can’t be used');
  const { form } = sourcesPage(page);
  await fillIn(form, vendor, 3);
  await form.save.click();
  await expect(form.dialog.getByRole('alert')).toContainText('keychain');
});

/** Nobody listens there: a server had it a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 1;
}
