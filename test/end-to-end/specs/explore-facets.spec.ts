import { countEvents } from '../actions/count-events.ts';
import { expectTotal, facetCounts } from '../actions/explore.ts';
import { explorePage } from '../pages/explore-page.ts';
import { expect, test } from '../sample-window.ts';

const aws = 'secret.type:AWS_ACCESS_KEY_ID';
const jwt = 'secret.type:JWT';

test('a facet’s counts are exact, and choosing values keeps the others countable', async ({
  page,
  sample,
}) => {
  const explore = explorePage(page);
  const types = explore.facet('Secret type');
  const ofAws = await countEvents(sample.host, aws);
  const ofJwt = await countEvents(sample.host, jwt);
  await expect.poll(async () => (await facetCounts(types)).get('AWS_ACCESS_KEY_ID')).toBe(ofAws);
  const before = await facetCounts(types);

  await types.getByRole('button', { name: /^AWS_ACCESS_KEY_ID,/ }).click();
  await expectTotal(page, ofAws);
  expect(await facetCounts(types)).toEqual(before);

  await types.getByRole('button', { name: /^JWT,/ }).click();
  await expect(explore.chip('secret type is AWS_ACCESS_KEY_ID or JWT')).toBeVisible();
  await expectTotal(page, ofAws + ofJwt);

  await types.getByRole('button', { name: 'Clear the filter on secret type' }).click();
  await expectTotal(page, await countEvents(sample.host, ''));
});

test('a value can be excluded and let in again', async ({ page, sample }) => {
  const explore = explorePage(page);
  const types = explore.facet('Secret type');
  await types.getByRole('button', { name: /^JWT,/ }).hover();
  await types.getByRole('button', { name: 'Exclude JWT' }).click();
  await expect(explore.chip('secret type is not JWT')).toBeVisible();
  await expectTotal(page, await countEvents(sample.host, `not ${jwt}`));
  await expect(types.getByRole('button', { name: /^JWT, .*, left out$/ })).toBeVisible();

  await types.getByRole('button', { name: /^JWT,/ }).hover();
  await types.getByRole('button', { name: 'Let JWT in again' }).click();
  await expectTotal(page, await countEvents(sample.host, ''));
});

test('“only” takes the place of what was chosen', async ({ page, sample }) => {
  const types = explorePage(page).facet('Secret type');
  await types.getByRole('button', { name: /^AWS_ACCESS_KEY_ID,/ }).click();
  await types.getByRole('button', { name: /^JWT,/ }).hover();
  await types.getByRole('button', { name: 'Only JWT' }).click();
  await expectTotal(page, await countEvents(sample.host, jwt));
});

test('“missing” stands for the events without a value', async ({ page, sample }) => {
  const explore = explorePage(page);
  await explore
    .facet('Secret type')
    .getByRole('button', { name: /^Missing,/ })
    .click();
  await expect(explore.chip('secret type is missing')).toBeVisible();
  await expectTotal(page, await countEvents(sample.host, 'not secret.type:*'));
});

test('a search inside a facet finds values that are not among the first', async ({ page, sample }) => {
  const explore = explorePage(page);
  const types = explore.facet('Secret type');
  await types.getByRole('button', { name: 'Search in secret type' }).click();
  await types.getByRole('searchbox').fill('twil');
  await expect(types.getByRole('button', { name: /events/ })).toHaveCount(1);
  await types.getByRole('button', { name: /^TWILIO_API_KEY,/ }).click();
  await expectTotal(page, await countEvents(sample.host, 'secret.type:TWILIO_API_KEY'));
  await types.getByRole('searchbox').fill('no such type');
  await expect(types).toContainText('No value contains that.');
});

test('“show more” leads to every value', async ({ page }) => {
  const types = explorePage(page).facet('Secret type');
  await types.getByRole('button', { name: /^Show more/ }).click();
  await expect(types.getByRole('button', { name: /^TWILIO_API_KEY,/ })).toBeVisible();
  await expect(types.getByRole('button', { name: /^Show more/ })).toBeHidden();
});

test('a chip can be edited, switched off, negated and removed, and each step undone', async ({
  page,
  sample,
}) => {
  const explore = explorePage(page);
  const everything = await countEvents(sample.host, '');
  const ofAws = await countEvents(sample.host, aws);
  const ofJwt = await countEvents(sample.host, jwt);
  const choose = async (sentence: string, button: string) => {
    await explore.chip(sentence).click();
    await page
      .getByRole('dialog', { name: /^Filter:/ })
      .getByRole('button', { name: button })
      .click();
  };
  await explore
    .facet('Secret type')
    .getByRole('button', { name: /^AWS_ACCESS_KEY_ID,/ })
    .click();
  await expectTotal(page, ofAws);

  await explore.chip('secret type is AWS_ACCESS_KEY_ID').click();
  const editor = page.getByRole('dialog', { name: /^Filter:/ });
  await editor.getByRole('textbox', { name: 'Edit as query' }).fill('secret.type:(');
  await expect(editor.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await editor.getByRole('textbox', { name: 'Edit as query' }).fill(jwt);
  await editor.getByRole('button', { name: 'Apply' }).click();
  await expectTotal(page, ofJwt);

  await choose('secret type is JWT', 'Negate');
  await expectTotal(page, everything - ofJwt);
  await choose('secret type is not JWT', 'Switch off');
  await expectTotal(page, everything);
  await explore.filters.getByRole('button', { name: 'Remove: secret type is not JWT' }).click();
  await expect(explore.filters.getByRole('button', { name: /JWT/ })).toHaveCount(0);

  for (const total of [everything, everything - ofJwt, ofJwt, ofAws, everything]) {
    await explore.undo.click();
    await expectTotal(page, total);
  }
  await expect(explore.undo).toBeDisabled();
  await explore.redo.click();
  await expectTotal(page, ofAws);
});

test('a filter can be written as in the query bar', async ({ page, sample }) => {
  await page.getByRole('button', { name: 'Add a filter' }).click();
  await page.getByRole('textbox', { name: 'Filter, as in the query bar' }).fill('severity >= high');
  await page.keyboard.press('Enter');
  await expect(explorePage(page).chip('severity is at least high')).toBeVisible();
  await expectTotal(page, await countEvents(sample.host, 'severity >= high'));
});
