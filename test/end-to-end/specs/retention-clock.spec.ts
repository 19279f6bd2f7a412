import { expect, test } from '@playwright/test';
import type { AppHost } from '../../../main/app/app-host.ts';
import { US_PER_DAY, US_PER_MS } from '../../../shared/time-range.ts';
import { openWindow } from '../../helpers/open-window.ts';
import { countEvents } from '../actions/count-events.ts';
import { expectAccessible } from '../actions/expect-accessible.ts';
import { importExposures } from '../actions/import-exposures.ts';
import { openView } from '../actions/open-view.ts';
import { settingsPage } from '../pages/settings-page.ts';

const IMPORTED = 5;
/** By the last time that is known they are ten days old, by the computer's date sixty. */
const knownUs = Date.now() * US_PER_MS - 50 * US_PER_DAY;
const importedUs = knownUs - 10 * US_PER_DAY;
const knownDay = new Date(knownUs / US_PER_MS).toISOString().slice(0, 10);

/** As a computer leaves it that is switched off for months: events, a rule, and the last time that was right. */
async function leaveBehind(host: AppHost): Promise<void> {
  // First, for it is read once.
  const known = { timeUs: knownUs, clockUs: knownUs };
  await host.handle('preferences.write', { key: 'retention.knownTime', value: known });
  await importExposures(host, IMPORTED, importedUs / US_PER_MS);
  const { value } = (await host.handle('sources.list', {})) as {
    value: { sources: { sourceId: string }[] };
  };
  const sourceId = value.sources[0]?.sourceId;
  const rule = { keepDays: 30, keepBytes: null };
  expect(await host.handle('retention.save', { sourceId, rule })).toMatchObject({ ok: true });
}

test('events leave by a date that jumped only when a person says that it is right', async () => {
  const window = await openWindow({
    env: { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') },
  });
  const { page, host } = window;
  await leaveBehind(host);
  await openView(page, 'Settings');
  const { retention } = settingsPage(page);
  await expect(retention).toContainText('after the last time that is known to be right');
  await expectAccessible(page);

  await retention.getByRole('button', { name: 'Apply the rules now' }).click();
  await expect(retention).toContainText(/Last run .*: 0 events removed/);
  await expect(retention).toContainText(`counted from that one, ${knownDay}`);
  expect(await countEvents(host, '')).toBe(IMPORTED);

  const dateIsRight = retention.getByRole('button', { name: 'The date is right: apply the rules by it' });
  await dateIsRight.click();
  await expect(retention).toContainText(`${IMPORTED} events removed`);
  await expect(dateIsRight).toBeHidden();
  await expect(retention).not.toContainText('known to be right');
  expect(await countEvents(host, '')).toBe(0);
  await window.close();
});
