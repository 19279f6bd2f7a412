import { systemClock } from '../../main/collector/clock.ts';
import type { Workspace } from '../../main/database/workspace.ts';
import { createQueryService } from '../../main/query/create-query-service.ts';
import { US_PER_DAY } from '../../shared/time-range.ts';
import { askApp } from './ask-app.ts';
import type { DirectDatabase } from './ask-directly.ts';
import { type BenchSource, writeAnswers } from './bench-source.ts';
import type { Budget } from './budget.ts';
import type { Figure } from './figures.ts';
import { percentile, timed, timeEach, withLoopDelay } from './measure.ts';
import { typedQuestions } from './questions.ts';
import { type SampleAnswer, sampleAnswers } from './sample-answers.ts';

const PAGE = 1_000;
const PAGES = 40;
/** A back-fill on a fast line: a page of a thousand every quarter of a second. */
const PAGE_EVERY_MS = 250;

/**
 * How many of the same rows DuckDB alone writes in a second, from one table to another: nothing is read, lifted,
 * mapped or looked for among what is there. No import can be faster than this.
 */
export async function storedDirectlyPerSecond(direct: DirectDatabase, events: number): Promise<number> {
  const { ms } = await timed(async () => {
    await direct.run('CREATE TABLE again AS FROM events');
    await direct.run('CHECKPOINT');
  });
  await direct.run('DROP TABLE again');
  return events / (ms / 1_000);
}

/** The whole way of every event, but for the network: from files of raw records to committed transactions. */
export async function measureImport(
  source: BenchSource,
  events: number,
  folder: string,
  budget: Budget,
): Promise<Figure[]> {
  const paths = await writeAnswers(folder, sampleAnswers(events, systemClock.nowUs()));
  const { value: imported, p99Ms } = await withLoopDelay(() => timed(() => source.importFiles(paths)));
  return [
    {
      name: 'Bulk import, raw records to commit',
      unit: 'events/s',
      budget: budget.importPerSecond,
      measured: imported.value / (imported.ms / 1_000),
      direct: null,
    },
    {
      name: 'Event-loop delay while importing, p99',
      unit: 'ms',
      budget: budget.loopDelayMs,
      measured: p99Ms,
      direct: null,
    },
  ];
}

/** Pages of a thousand new events each, of days that come after those that are stored. */
function newPages(count: number, daysLater: number): SampleAnswer[] {
  const nowUs = systemClock.nowUs() + daysLater * US_PER_DAY;
  return Array.from({ length: count }, (_, index) => {
    const [answer] = sampleAnswers(PAGE, nowUs + index * 61 * US_PER_DAY);
    if (!answer) throw new Error('No page was made');
    return answer;
  });
}

export async function measurePages(source: BenchSource, budget: Budget): Promise<Figure[]> {
  const pages = newPages(PAGES, 100);
  const { value: times, p99Ms } = await withLoopDelay(() =>
    timeEach(pages, ({ json }) => source.storeAnswer(json)),
  );
  return [
    {
      name: 'Page of 1,000 committed on the full file, p95',
      unit: 'ms',
      budget: budget.pageMs,
      measured: percentile(times, 0.95),
      direct: null,
    },
    {
      name: 'Event-loop delay while collecting, p99',
      unit: 'ms',
      budget: budget.loopDelayMs,
      measured: p99Ms,
      direct: null,
    },
  ];
}

/** The same questions twice, once while nothing is stored and once while a page comes in every quarter of a second. */
export async function measureSlowDown(
  workspace: Workspace,
  source: BenchSource,
  budget: Budget,
): Promise<Figure[]> {
  const service = createQueryService({ readers: workspace.readers, clock: systemClock });
  const questions = typedQuestions(systemClock.nowUs());
  const ask = () => timeEach(questions, ({ query }) => askApp(service, query));
  await ask();
  const alone = await ask();

  const pages = newPages(200, 10_000);
  const stop = new AbortController();
  const storing = (async () => {
    for (const { json } of pages) {
      if (stop.signal.aborted) return;
      await source.storeAnswer(json);
      await systemClock.sleep(PAGE_EVERY_MS, stop.signal);
    }
  })();
  const { value: together, p99Ms } = await withLoopDelay(ask);
  stop.abort();
  await storing;
  return [
    {
      name: 'Typed filter while a page comes every 250 ms, against alone (medians)',
      unit: '×',
      budget: budget.slowDown,
      measured: percentile(together, 0.5) / percentile(alone, 0.5),
      direct: null,
    },
    {
      name: 'Event-loop delay while asking and collecting, p99',
      unit: 'ms',
      budget: budget.loopDelayMs,
      measured: p99Ms,
      direct: null,
    },
  ];
}
