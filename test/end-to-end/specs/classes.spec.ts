import { chooseClass } from '../actions/choose-class.ts';
import { countEvents } from '../actions/count-events.ts';
import { expectNumber } from '../actions/expect-number.ts';
import { ask } from '../actions/explore.ts';
import { openView } from '../actions/open-view.ts';
import { readNumber } from '../actions/read-number.ts';
import { waitUntilQuiet } from '../actions/wait-until-quiet.ts';
import { classesPage } from '../pages/classes-page.ts';
import { explorePage } from '../pages/explore-page.ts';
import { framePage } from '../pages/frame-page.ts';
import { expect, test } from '../sample-window.ts';

const latest = 'keyglass.latest:true';

test.beforeEach(async ({ page }) => {
  await openView(page, 'Classes');
  await expect(classesPage(page).title).toBeVisible();
  await waitUntilQuiet(page);
});

test('each class stands in its category with the exact number of its events', async ({ page, sample }) => {
  const { tree } = classesPage(page);
  const names = () =>
    tree
      .getByRole('button', { name: / events/ })
      .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  await expect
    .poll(async () => (await names()).filter((name) => name.includes(', newest ')).length)
    .toBeGreaterThan(10);
  await waitUntilQuiet(page);
  const shown = await names();
  const total = shown.reduce((sum, name) => sum + readNumber(name.split(' events')[0] ?? ''), 0);
  expect(total).toBe(await countEvents(sample.host, latest));
  for (const name of shown) expect(name).toMatch(/, newest \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
});

test('a class has its own columns, facets and figures over the same question', async ({ page, sample }) => {
  const classes = classesPage(page);
  const explore = explorePage(page);
  await chooseClass(page, 'Authentication');
  await expect(explore.columnHead('Country')).toBeAttached();
  await expect(explore.facet('Factor')).toBeVisible();
  const signIns = `class_uid:3002 and activity_id:1 and ${latest}`;
  const failures = await countEvents(sample.host, `${signIns} and status:Failure`);
  await expectNumber(classes.figure('Failures'), failures);

  await classes.figure('Failures').click();
  await expectNumber(explore.resultCount, failures);
  await expect(explore.chip('status is Failure')).toBeVisible();

  await explore.undo.click();
  await expect(explore.chip('status is Failure')).toBeHidden();
  await chooseClass(page, 'Vulnerability Finding');
  await expect(explore.columnHead('CVE')).toBeVisible();
  await expect(explore.columnHead('Country')).toHaveCount(0);
});

test('a facet of a field inside the event narrows to exactly what it counts', async ({ page }) => {
  const explore = explorePage(page);
  await chooseClass(page, 'Authentication');
  const values = explore.facet('Country').getByRole('button', { name: / events/ });
  const name = (await values.first().getAttribute('aria-label')) ?? '';
  const value = values.filter({ hasText: name.split(', ')[0] ?? '' });
  await value.click();
  await expectNumber(explore.resultCount, readNumber(name.split(', ').at(-1) ?? ''));
  await expect(value).toHaveAttribute('aria-pressed', 'true');
  await expect(explore.cell(0, 'src_endpoint.location.country')).toHaveText(name.split(', ')[0] ?? '');
});

test('things that change show their latest state, and every version where it is wanted', async ({
  page,
  sample,
}) => {
  const classes = classesPage(page);
  const explore = explorePage(page);
  await chooseClass(page, 'Authentication');
  const few = await countEvents(sample.host, `class_uid:3002 and ${latest}`);
  const all = await countEvents(sample.host, 'class_uid:3002');
  expect(all).toBeGreaterThanOrEqual(few);
  await expectNumber(explore.resultCount, few);
  await classes.allVersions.click();
  await expectNumber(explore.resultCount, all);
  await classes.allVersions.click();
  await expectNumber(explore.resultCount, few);
});

test('the question is that of Explore, there and back', async ({ page, sample }) => {
  const classes = classesPage(page);
  await ask(page, 'vendor:entra-id');
  await chooseClass(page, 'Authentication');
  const total = await countEvents(sample.host, `class_uid:3002 and vendor:entra-id and ${latest}`);
  await expectNumber(explorePage(page).resultCount, total);
  await classes.openInExplore.click();
  await expect(framePage(page).railButton('Explore')).toHaveAttribute('aria-current', 'page');
  await expect(explorePage(page).query).toHaveText('vendor:entra-id');
  await expectNumber(explorePage(page).resultCount, total);
});

test('an event opens with the fields of its class, its ECS form and its versions', async ({ page }) => {
  const explore = explorePage(page);
  await chooseClass(page, 'User Inventory Info');
  await explore.cell(0, 'user_name').click();
  await expect(explore.detail.getByRole('heading', { level: 3, name: 'User Inventory Info' })).toBeVisible();
  await explore.detail.getByRole('tab', { name: 'ECS' }).click();
  await expect(explore.detail.getByRole('tabpanel')).toContainText('entra_id');
  await explore.detail.getByRole('tab', { name: /^Versions/ }).click();
  await expect(explore.detail.getByRole('list', { name: 'Versions, newest first' })).toContainText('Latest');
});

test('classes without events are there when they are asked for', async ({ page }) => {
  const classes = classesPage(page);
  await ask(page, 'class_uid:5020');
  await chooseClass(page, 'Software Inventory Info');
  await expect(classes.entry('Script Activity')).toHaveCount(0);
  await classes.showAll.click();
  await expect(classes.entry('Script Activity')).toContainText('no events');
});
