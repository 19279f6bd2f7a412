import { expect, type Page } from '@playwright/test';
import { framePage } from '../pages/frame-page.ts';

/** Opens the list of commands and runs the one that the words find first. */
export async function runCommand(page: Page, words: string, title: string): Promise<void> {
  const { palette } = framePage(page);
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type(words);
  await expect(palette.getByRole('menuitem').first()).toHaveAccessibleName(title);
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
}
