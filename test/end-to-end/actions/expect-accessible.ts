import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Looks at what is shown, in both themes, with every rule of WCAG 2.2 AA that a program can look at. */
export async function expectAccessible(page: Page, exemptRules: readonly string[] = []): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The other mode opens a second window, which the shell closes.
    const { violations } = await new AxeBuilder({ page })
      .withTags(rules)
      .disableRules([...exemptRules])
      .setLegacyMode(true)
      .analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      where: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`),
    }));
    expect(found, colorScheme).toEqual([]);
  }
}
