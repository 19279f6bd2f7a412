import { expect, type Locator } from '@playwright/test';
import { writeNumber } from './read-number.ts';

/** Waits until the text says the number, as a whole one and not as “200 or more”. */
export async function expectNumber(locator: Locator, value: number): Promise<void> {
  const digits = writeNumber(value).replaceAll('\u202f', '\\s');
  await expect(locator).toHaveText(new RegExp(`(?<![\\d\\u202f])${digits}(?![\\d\\u202f]| or more)`));
}
