import type { Versions } from '../../main/collector/stream-definition.ts';
import { openWorkspace } from '../../main/database/open-workspace.ts';
import { vendors } from '../../main/vendors/registry.ts';
import { US_PER_MS } from '../../shared/time-range.ts';
import { unwrapped } from './prepare-workspace.ts';

/** What is to be the same however a workspace came to it: texts that name one thing each, with how often it is there. */
export type Section = 'events' | 'latest states' | 'secrets' | 'exposures' | 'mentions' | 'rejected records';

export interface Holdings {
  readonly sections: Readonly<Record<Section, ReadonlyMap<string, number>>>;
  readonly events: number;
  /** Ids that more than one event has, whatever else they hold. */
  readonly doubledIds: readonly string[];
  readonly runs: number;
  /** What does not add up, each a sentence. */
  readonly accounting: readonly string[];
}

function streamsWith(...versions: readonly Versions[]): string {
  const names = vendors.flatMap(({ descriptor, streams }) =>
    streams
      .filter((stream) => versions.includes(stream.versions))
      .map(({ name }) => `'${descriptor.vendor}/${name}'`),
  );
  return `vendor || '/' || stream IN (${names.join(', ')})`;
}

/**
 * What happens once is compared event by event. Of a thing that changes, a workspace has the states that it happened
 * to see, so the latest one is compared; where a state has no time of its own, by its content. A thing that is gone
 * was never seen by who came later.
 */
const questions: Readonly<Record<Section, string>> = {
  events: `
    SELECT concat_ws(' ', vendor, stream, vendor_event_id, event_id, epoch_us(time), md5(raw::VARCHAR)) AS key
    FROM events WHERE ${streamsWith('none')}`,
  'latest states': `
    SELECT concat_ws(' ', vendor, stream, object_uid, event_id) AS key
    FROM events WHERE ${streamsWith('by-time', 'amended')}
      AND event_id NOT IN (SELECT event_id FROM superseded_events)
    UNION ALL
    SELECT concat_ws(' ', vendor, stream, object_uid, content_id) AS key
    FROM object_latest JOIN events USING (source_id, stream, object_uid, event_id)
    WHERE ${streamsWith('by-content')} AND NOT contains(raw::VARCHAR, '"@removed"')`,
  secrets: "SELECT concat_ws(' ', fingerprint, secret_type, length) AS key FROM secrets",
  exposures: `
    SELECT concat_ws(' ', secret_fingerprint, vendor, stream, event_id) AS key
    FROM events WHERE secret_fingerprint IS NOT NULL AND ${streamsWith('none')}`,
  mentions: `
    SELECT concat_ws(' ', fingerprint, vendor, stream, event_id, field) AS key
    FROM secret_mentions WHERE ${streamsWith('none')}`,
  'rejected records': "SELECT concat_ws(' ', source_id, stream, rejected_id) AS key FROM rejected_records",
};

/** Reads a workspace that nobody has open. */
export async function readHoldings(folder: string, nowMs: number): Promise<Holdings> {
  const clock = { nowUs: () => nowMs * US_PER_MS };
  const workspace = unwrapped(await openWorkspace({ folder, clock, createIfMissing: false }));
  const ask = async (text: string) => unwrapped(await workspace.readers.all({ text, values: [] }));
  const count = async (text: string) => Number((await ask(text))[0]?.n);
  try {
    const sections = {} as Record<Section, ReadonlyMap<string, number>>;
    for (const section of Object.keys(questions) as Section[]) {
      sections[section] = counted((await ask(questions[section])).map(({ key }) => String(key)));
    }
    const doubled = await ask(
      `SELECT concat_ws(' ', any_value(vendor), any_value(stream), any_value(vendor_event_id), event_id) AS key
       FROM events GROUP BY event_id HAVING count(*) > 1 ORDER BY key`,
    );
    return {
      sections,
      events: await count('SELECT count(*) AS n FROM events'),
      doubledIds: doubled.map(({ key }) => String(key)),
      runs: await count('SELECT count(*) AS n FROM runs'),
      accounting: await accountingOf(count),
    };
  } finally {
    await workspace.close();
  }
}

async function accountingOf(count: (text: string) => Promise<number>): Promise<readonly string[]> {
  const unequal = await count(
    'SELECT count(*) AS n FROM runs WHERE received <> stored + duplicate + rejected',
  );
  const said = await count('SELECT coalesce(sum(stored), 0)::BIGINT AS n FROM runs');
  const removed = await count('SELECT coalesce(sum(removed), 0)::BIGINT AS n FROM retention_removals');
  const there = await count('SELECT count(*) AS n FROM events');
  const running = await count("SELECT count(*) AS n FROM runs WHERE outcome = 'running'");
  return [
    ...(unequal === 0 ? [] : [`In ${unequal} runs received is not stored + duplicate + rejected.`]),
    ...(said - removed === there
      ? []
      : [`The runs say that ${said} events were stored, ${there} are there.`]),
    ...(running === 0 ? [] : [`${running} runs never ended.`]),
  ];
}

function counted(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
