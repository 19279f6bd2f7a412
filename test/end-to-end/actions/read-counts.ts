import type { Page } from '@playwright/test';
import { sourcesPage } from '../pages/sources-page.ts';
import { readNumber } from './read-number.ts';

export interface ShownCounts {
  readonly received: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly rejected: number;
}

/** The four counts of a stream, as Sources shows them. */
export async function readCounts(page: Page, stream = 'Audit log'): Promise<ShownCounts> {
  // After them come the unmapped ones and the row's menu.
  const texts = await sourcesPage(page).stream(stream).getByRole('cell').allTextContents();
  const [received = 0, stored = 0, duplicate = 0, rejected = 0] = texts.slice(-6, -2).map(readNumber);
  return { received, stored, duplicate, rejected };
}
