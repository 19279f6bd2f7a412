import { expect, type Page } from '@playwright/test';
import { classesPage } from '../pages/classes-page.ts';
import { waitUntilQuiet } from './wait-until-quiet.ts';

/** Opens a class in Classes, and waits until what is shown is all its own. */
export async function chooseClass(page: Page, name: string): Promise<void> {
  const classes = classesPage(page);
  await classes.entry(name).click();
  await expect(classes.title).toContainText(name);
  await waitUntilQuiet(page);
}
