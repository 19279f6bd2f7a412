import { expect, type Page } from '@playwright/test';
import type { SampleTenant } from '../../../main/sample-tenant/start-sample-tenant.ts';
import { sourcesPage } from '../pages/sources-page.ts';
import { fillIn } from '../vendor.ts';
import { openView } from './open-view.ts';

/** Adds the vendor as a source named “Entro”; collecting begins at once. */
export async function addSource(page: Page, vendor: SampleTenant, lookBackDays: number): Promise<void> {
  const { add, form } = sourcesPage(page);
  await openView(page, 'Sources');
  await add.click();
  await fillIn(form, vendor, lookBackDays);
  await form.save.click();
  await expect(form.dialog).toBeHidden();
}
