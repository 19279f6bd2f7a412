import { type EntroRow, generateEntroDay, MS_PER_DAY } from '../../main/sample-tenant/entro/generate-day.ts';

const DAYS = 60;
/** Rows in one answer: about what a large tenant has in a day. */
const ROWS_IN_AN_ANSWER = 20_000;

export interface SampleAnswer {
  /** As the vendor's server would send it. */
  readonly json: string;
  readonly events: number;
}

/**
 * Entro's answers with `events` events in all over the 60 days before `nowUs`, oldest first: the sample tenant many
 * times over, each under a seed of its own. The same numbers give the same answers.
 */
export function* sampleAnswers(events: number, nowUs: number): Generator<SampleAnswer> {
  const today = Math.floor(nowUs / 1_000 / MS_PER_DAY);
  let made = 0;
  let rows: EntroRow[] = [];
  let waiting = 0;
  for (let day = today - DAYS; day < today && made < events; day += 1) {
    // What is left is spread over the days that are left, so that the total comes out whatever a day's chance was.
    const wanted = Math.ceil((events - made) / (today - day));
    let ofDay = 0;
    for (let tenant = 0; ofDay < wanted && made < events; tenant += 1) {
      for (const row of generateEntroDay(`bench-${tenant}`, day, today)) {
        const count = eventsOf(row);
        if (ofDay >= wanted || made + count > events) break;
        rows.push(row);
        ofDay += count;
        made += count;
        waiting += count;
      }
      if (rows.length >= ROWS_IN_AN_ANSWER) {
        yield { json: JSON.stringify(rows), events: waiting };
        rows = [];
        waiting = 0;
      }
      if (events - made < 3) break;
    }
  }
  if (rows.length > 0) yield { json: JSON.stringify(rows), events: waiting };
}

/** A scan that found nothing is an event too. */
function eventsOf(row: EntroRow): number {
  return Math.max(1, row.results.secrets.length);
}
