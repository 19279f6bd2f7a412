import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { hostileFiles } from '../../helpers/hostile-records.ts';
import { type OpenedWindow, openWindow } from '../../helpers/open-window.ts';
import { seededRandom } from '../../unit/query/seeded-random.ts';
import { waitUntilAnswered } from '../actions/explore.ts';
import { openView } from '../actions/open-view.ts';
import { waitUntilQuiet } from '../actions/wait-until-quiet.ts';
import { explorePage } from '../pages/explore-page.ts';
import type { ViewTitle } from '../pages/frame-page.ts';

/** One window over records of every vendor that hold what an attacker would write into them. */
let window: OpenedWindow;
let page: Page;
let folder: string;
let dialogs: string[];
let requests: string[];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = await mkdtemp(join(tmpdir(), 'keyglass-hostile-'));
  window = await openWindow({ env: { KEYGLASS_VAULT_KEY: Buffer.alloc(32, 7).toString('base64') } });
  page = window.page;
  dialogs = [];
  requests = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => requests.push(request.url()));
  let stored = 0;
  for (const { vendor, stream, text } of hostileFiles(seededRandom(5))) {
    const path = join(folder, `${vendor}-${stream}.json`);
    await writeFile(path, text);
    const input = { paths: [path], vendor, stream, sourceId: null };
    expect(await window.host.handle('imports.start', input)).toMatchObject({ ok: true });
  }
  await expect
    .poll(async () => {
      const { value } = (await window.host.handle('imports.list', {})) as {
        value: { jobs: { state: string; counts: { stored: number } }[] };
      };
      stored = value.jobs.reduce((sum, { counts }) => sum + counts.stored, 0);
      return value.jobs.filter(({ state }) => state === 'running').length;
    })
    .toBe(0);
  expect(stored).toBeGreaterThan(20);
  // A source by such a name as well.
  const { value } = (await window.host.handle('sources.list', {})) as {
    value: { sources: { sourceId: string }[] };
  };
  const sourceId = value.sources[0]?.sourceId ?? '';
  await window.host.handle('sources.update', {
    sourceId,
    name: '<img src=x onerror="window.wasRun=true">\u202e',
  });
  await page.reload();
});

test.afterAll(async () => {
  await window.close();
  await rm(folder, { recursive: true, force: true });
});

/** What is in the page that data must not bring about, and what data must not show as it is. */
async function findings(): Promise<readonly string[]> {
  return page.evaluate(() => {
    const made =
      'img[src="x"], script:not([src]), iframe, object, embed, [onerror], [onload], [href^="javascript:" i]';
    const found = [...document.querySelectorAll(made)].map(
      (element) => `made: ${element.outerHTML.slice(0, 100)}`,
    );
    if ('wasRun' in globalThis) found.push('a script ran');
    const unseen = /(?![\t\n\r])[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const texts =
        node instanceof Element
          ? ['title', 'aria-label', 'placeholder', 'alt'].map((name) => node.getAttribute(name) ?? '')
          : [node.nodeValue ?? ''];
      for (const text of texts.filter((one) => unseen.test(one))) {
        const where = (node instanceof Element ? node : node.parentElement)?.outerHTML.slice(0, 160) ?? '';
        // The editor of the query marks such characters itself, and keeps its place with an empty one.
        if (!(node.parentElement ?? document.body).closest('.cm-editor')) {
          found.push(`shown as it is: ${JSON.stringify(text.slice(0, 60))} in ${where}`);
        }
      }
    }
    return found;
  });
}

async function expectHarmless(): Promise<void> {
  expect(await findings()).toEqual([]);
  expect(dialogs).toEqual([]);
  const home = new URL(page.url()).origin;
  expect(
    requests.filter((address) => !address.startsWith(`${home}/`) && !/^(data|blob):/.test(address)),
  ).toEqual([]);
  expect(page.context().pages()).toEqual([page]);
  await expect(page).toHaveTitle(/^Keyglass|Keyglass$/);
}

test('is plain text in the list of events, its facets, and every form of an event', async () => {
  test.setTimeout(180_000);
  await openView(page, 'Explore');
  const explore = explorePage(page);
  await waitUntilAnswered(page);
  await expectHarmless();
  for (const row of [0, 1, 2, 3, 5, 8]) {
    await explore.cell(row, 'time').click();
    for (const tab of ['Summary', 'OCSF', 'ECS', 'Raw']) {
      await explore.detail.getByRole('tab', { name: tab }).click();
      await expect(explore.detail.getByRole('tabpanel')).not.toBeEmpty();
      await expectHarmless();
    }
  }
});

for (const view of [
  'Secrets',
  'Classes',
  'Dashboards',
  'Sources',
  'Sharing',
  'Settings',
] satisfies ViewTitle[]) {
  test(`is plain text in ${view}`, async () => {
    await openView(page, view);
    await page.waitForLoadState('load');
    await waitUntilQuiet(page);
    await expectHarmless();
    const main = page.getByRole('main');
    for (const tab of (await main.getByRole('tab').all()).slice(0, 8)) {
      await tab.click();
      await waitUntilQuiet(page);
      await expectHarmless();
    }
  });
}

test('leads nowhere when it is clicked', async () => {
  await openView(page, 'Explore');
  const explore = explorePage(page);
  const before = page.url();
  await explore.cell(0, 'time').click();
  await explore.detail.getByRole('tab').first().click();
  for (const link of (await explore.detail.getByRole('link').all()).slice(0, 5)) {
    await link.click();
    await page.keyboard.press('Escape');
  }
  expect(page.url()).toBe(before);
  await expectHarmless();
});

test('would be noticed if it were more than text', async () => {
  await page.evaluate(() => {
    const planted = document.createElement('div');
    planted.id = 'planted';
    const image = document.createElement('img');
    image.setAttribute('src', 'x');
    planted.append(image, 'over\u202eridden');
    planted.title = 'zero\u200bwidth';
    document.body.append(planted);
  });
  expect(await findings()).toHaveLength(3);
  await page.evaluate(() => document.querySelector('#planted')?.remove());
  expect(await findings()).toEqual([]);
});
