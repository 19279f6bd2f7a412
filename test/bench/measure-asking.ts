import { systemClock } from '../../main/collector/clock.ts';
import type { Workspace } from '../../main/database/workspace.ts';
import { createQueryService } from '../../main/query/create-query-service.ts';
import type { QueryService } from '../../main/query/query-service.ts';
import { askApp, questionOf } from './ask-app.ts';
import type { DirectDatabase } from './ask-directly.ts';
import type { Budget } from './budget.ts';
import type { Figure } from './figures.ts';
import { percentile, timed, timeEach } from './measure.ts';
import { type BenchQuestion, substringQuestions, typedQuestions } from './questions.ts';
import { unwrap } from './unwrap.ts';

const DETAILS = 100;
const STOPS = 20;
const STOPPED_AFTER_MS = 60;

export async function measureAsking(
  workspace: Workspace,
  direct: DirectDatabase,
  budget: Budget,
): Promise<Figure[]> {
  const service = createQueryService({ readers: workspace.readers, clock: systemClock });
  const typed = await compare(service, direct, typedQuestions(systemClock.nowUs()));
  const substring = await compare(service, direct, substringQuestions);
  const detail = await measureDetail(service, direct);
  const stop = await measureStop(workspace);
  return [
    ...questionFigures('Typed filter', typed, budget.typedMs),
    ...questionFigures('Substring', substring, budget.substringMs),
    { name: 'Detail of one event, p95', unit: 'ms', budget: budget.detailMs, ...detail },
    { name: 'Stop a running question, p95', unit: 'ms', budget: budget.stopMs, measured: stop, direct: null },
  ];
}

interface Compared {
  readonly app: readonly number[];
  readonly direct: readonly number[];
}

/** Each question of both, one after the other, so that neither gets the quieter minute. The first round warms up. */
async function compare(
  service: QueryService,
  direct: DirectDatabase,
  questions: readonly BenchQuestion[],
): Promise<Compared> {
  const [first] = questions;
  if (first) {
    await askApp(service, first.query);
    await direct.ask(first);
  }
  const app: number[] = [];
  const alone: number[] = [];
  for (const question of questions) {
    app.push((await timed(() => askApp(service, question.query))).ms);
    alone.push((await timed(() => direct.ask(question))).ms);
  }
  return { app, direct: alone };
}

function questionFigures(name: string, { app, direct }: Compared, budget: number): Figure[] {
  return [
    {
      name: `${name}: rows + histogram + 8 facets, p95`,
      unit: 'ms',
      budget,
      measured: percentile(app, 0.95),
      direct: percentile(direct, 0.95),
    },
    {
      name: `${name}: the same, median`,
      unit: 'ms',
      budget: null,
      measured: percentile(app, 0.5),
      direct: percentile(direct, 0.5),
    },
  ];
}

async function measureDetail(
  service: QueryService,
  direct: DirectDatabase,
): Promise<{ measured: number; direct: number }> {
  const page = unwrap(
    await service.page({
      question: questionOf('secret.type:*'),
      sort: [{ column: 'secret_line', direction: 'asc' }],
      columns: ['event_id'],
      offset: 0,
      limit: DETAILS,
    }),
  );
  const ids = page.rows.map((row) => String(row.event_id));
  const app = await timeEach(ids, async (eventId) => unwrap(await service.detail({ eventId })));
  const alone = await timeEach(ids, (eventId) =>
    direct.run(
      `SELECT *, (SELECT count(*) - 1 FROM events same WHERE same.secret_fingerprint = event.secret_fingerprint) AS same_secret
       FROM events event WHERE event_id = '${eventId}'`,
    ),
  );
  return { measured: percentile(app, 0.95), direct: percentile(alone, 0.95) };
}

/** From the abort to the answer that it is cancelled, of a question that would take minutes. */
async function measureStop(workspace: Workspace): Promise<number> {
  const endless = {
    text: 'SELECT count(*) AS count FROM events a, events b WHERE a.search_text < b.search_text AND a.secret_line <> b.secret_line',
    values: [],
  };
  const times: number[] = [];
  for (let round = 0; round < STOPS; round += 1) {
    const stop = new AbortController();
    const answer = workspace.readers.all(endless, stop.signal);
    await systemClock.sleep(STOPPED_AFTER_MS);
    times.push(
      (
        await timed(async () => {
          stop.abort();
          const { ok } = await answer;
          if (ok) throw new Error('The question ended before it could be stopped');
        })
      ).ms,
    );
  }
  return percentile(times, 0.95);
}
