import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppHost } from '../../../main/app/app-host.ts';
import { anyText, everything } from '../../../shared/query/query-node.ts';
import { defaultSort, type Question } from '../../../shared/question.ts';
import { expectAccessible } from '../actions/expect-accessible.ts';
import { openView } from '../actions/open-view.ts';
import { sharingPage } from '../pages/sharing-page.ts';
import { expect, test } from '../sample-window.ts';

/** Whole events of which each is searched for that many words that none has: it takes far longer than a look at the list. */
const longQuestion: Question = {
  tree: {
    kind: 'or',
    children: Array.from({ length: 1_000 }, (_, place) => ({
      kind: 'compare',
      field: anyText,
      operator: 'matches',
      value: `(a|e|i).*no${place}event.*(says|has).*this$`,
      quoted: true,
    })),
  },
  span: { fromUs: null, toUs: null },
  storedUntilUs: null,
};
const everyEvent: Question = { ...longQuestion, tree: everything };

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyglass-turns-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

/** Begins an export past the window. */
async function startExport(host: AppHost, fileName: string, question = everyEvent): Promise<string> {
  const started = (await host.handle('exports.start', {
    question,
    sort: defaultSort,
    format: 'ocsf',
    columns: [],
    path: join(folder, fileName),
    overwrite: false,
  })) as { value: { jobId: string } };
  return started.value.jobId;
}

test.slow();

test('an export that has to wait for another says so, and can be cancelled before its turn', async ({
  page,
  sample: { host },
}) => {
  const ahead = await startExport(host, 'ahead.jsonl', longQuestion);
  await startExport(host, 'given-up.jsonl');
  await startExport(host, 'its-turn.jsonl');

  await openView(page, 'Sharing');
  const { exportTo } = sharingPage(page);
  const [givenUp, itsTurn] = [exportTo('given-up.jsonl'), exportTo('its-turn.jsonl')];
  await expect(givenUp).toContainText('Waiting');
  await expect(itsTurn).toContainText('Waiting');
  await expect(itsTurn.getByRole('progressbar')).toBeHidden();
  await expectAccessible(page);
  await givenUp.getByRole('button', { name: 'Cancel the export to given-up.jsonl' }).click();
  await expect(givenUp).toContainText('Cancelled');
  await expect(itsTurn).toContainText('Waiting');

  await expect(exportTo('ahead.jsonl')).toContainText('Running');
  await host.handle('exports.cancel', { jobId: ahead });
  // The database gives up such a question only between two pieces of it.
  await expect(itsTurn).toContainText('Done', { timeout: 240_000 });
});
