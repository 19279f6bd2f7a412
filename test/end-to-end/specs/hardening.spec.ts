import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type { IpcBridge } from '../../../shared/ipc/ipc-bridge.ts';
import { ask, waitUntilAnswered } from '../actions/explore.ts';
import { explorePage } from '../pages/explore-page.ts';
import { expect, test } from '../sample-window.ts';
import { exposedValues } from '../vendor.ts';

declare global {
  interface Window {
    readonly keyglass?: IpcBridge;
  }
}

test('no further window stays open', async ({ page }) => {
  await page.evaluate(() => void window.open('https://example.com'));
  await expect.poll(() => page.context().pages()).toEqual([page]);
});

/**
 * That the attempt to go elsewhere is over: the window came back, its request was refused, or Chromium refused by itself.
 * Electron stops it before anything happens that could be seen.
 */
async function attemptDealtWith(page: Page, home: string): Promise<void> {
  if (test.info().project.metadata.shell === 'electron') return;
  await Promise.race([
    page.waitForEvent('framenavigated', (frame) => frame.url() === home),
    page.waitForEvent('requestfailed'),
    page.waitForEvent('console', (message) => message.text().startsWith('Not allowed to navigate')),
  ]);
}

for (const address of ['https://example.com/', 'about:blank', 'data:text/html,gone']) {
  test(`the window does not go to ${address}`, async ({ page }) => {
    const home = page.url();
    const dealtWith = attemptDealtWith(page, home);
    await page.evaluate((target) => {
      location.href = target;
    }, address);
    await dealtWith;
    await expect.poll(() => page.url()).toBe(home);
    await expect(explorePage(page).cell(0, 'time')).toHaveText(/^\d{4}-/);
  });
}

test('nothing on the network can be reached from the page', async ({ page }) => {
  let requests = 0;
  const server = createServer((_request, response) => {
    requests += 1;
    response.setHeader('access-control-allow-origin', '*').end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const outcomes = await page.evaluate(async (target) => {
    const image = new Promise((resolve) => {
      const element = new Image();
      element.onload = () => resolve('loaded');
      element.onerror = () => resolve('refused');
      element.src = `${target}x.png`;
    });
    const fetched = fetch(target).then(
      () => 'loaded',
      () => 'refused',
    );
    const beacon = navigator.sendBeacon(target, 'x') ? 'sent' : 'refused';
    return Promise.all([image, fetched, beacon]);
  }, address);
  expect(outcomes.slice(0, 2)).toEqual(['refused', 'refused']);
  await new Promise((resolve) => server.close(resolve));
  expect(requests).toBe(0);
});

test('code made from text does not run, nor does an inline script', async ({ page }) => {
  const ran = await page.evaluate(async () => {
    const attempts = [
      () => {
        const script = document.createElement('script');
        script.textContent = 'window.wasRun = true';
        document.body.append(script);
      },
      () => document.body.insertAdjacentHTML('beforeend', '<svg onload="window.wasRun = true"></svg>'),
      () => new Function('window.wasRun = true')(),
      () => setTimeout('window.wasRun = true', 0),
    ];
    const tryAll = () => {
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // The policy refuses some of them with an exception, others in silence.
        }
      }
    };
    // In tasks of the page's own: the policy is lifted for what the debugger runs. The second one comes behind whatever
    // the attempts have put into the queue.
    await new Promise((resolve) => setTimeout(() => resolve(tryAll()), 0));
    await new Promise((resolve) => setTimeout(resolve, 0));
    return 'wasRun' in window;
  });
  expect(ran).toBe(false);
});

test('the bridge is frozen, and has three functions', async ({ page }) => {
  const bridge = await page.evaluate(() => {
    const found = window.keyglass;
    const replace = () => {
      try {
        Object.assign(found ?? {}, { call: () => 'mine' });
      } catch {
        return 'refused';
      }
      return 'replaced';
    };
    return { keys: Object.keys(found ?? {}).sort(), frozen: Object.isFrozen(found), replaced: replace() };
  });
  expect(bridge).toEqual({ keys: ['call', 'on', 'pathsOfFiles'], frozen: true, replaced: 'refused' });
  expect(
    await page.evaluate(() => ['process', 'require', 'Buffer'].filter((name) => name in window)),
  ).toEqual([]);
});

const garbage: [string, unknown][] = [
  ['no.such.call', {}],
  ['__proto__', {}],
  ['toString', {}],
  ['events.page', { requestId: 'x', question: 'everything' }],
  ['events.count', null],
  ['events.histogram', { requestId: 'x'.repeat(1_000) }],
  ['exports.start', { path: '/etc/passwd', format: 'exe' }],
  ['preferences.write', { key: 'x'.repeat(500), value: 1 }],
];
test('a call with garbage gets an error value', async ({ page }) => {
  for (const [name, input] of garbage) {
    const answer = await page.evaluate(([call, payload]) => window.keyglass?.call(String(call), payload), [
      name,
      input,
    ] as const);
    expect(answer, name).toMatchObject({ ok: false, error: { kind: 'invalid-input' } });
  }
});

test('no secret of the sample is anywhere in the page', async ({ page }) => {
  const explore = explorePage(page);
  await ask(page, 'secret.type:*');
  await waitUntilAnswered(page);
  const values = exposedValues('keyglass', 61);
  expect(values.length).toBeGreaterThan(1_000);
  const expectNone = async () => {
    const content = await page.content();
    expect(values.filter((value) => content.includes(value))).toEqual([]);
    expect(content).not.toMatch(/-fake-\d|FAKE[A-Z0-9]{4}/);
  };
  for (const row of [0, 5, 12]) {
    await explore.cell(row, 'secret_type').click();
    for (const tab of ['Summary', 'OCSF', 'Raw']) {
      await explore.detail.getByRole('tab', { name: tab }).click();
      await expect(explore.detail.getByRole('tabpanel')).not.toBeEmpty();
      await expectNone();
    }
  }
});
