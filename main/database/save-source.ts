import { type AppError, appError } from '../../shared/app-error.ts';
import { jsonText } from './event-columns.ts';
import { readPlainRows } from './row-values.ts';
import { type Connection, runAll, type Statement } from './statement.ts';
import { Refusal } from './write-queue.ts';
import type { SourceRecord } from './writer.ts';

/** Adds the source or replaces its record. Refuses a name that another source has. */
export async function saveSource(connection: Connection, source: SourceRecord): Promise<void> {
  const others = await readPlainRows(
    connection,
    'SELECT name FROM sources WHERE lower(name) = lower($1) AND source_id <> $2',
    [source.name, source.sourceId],
  );
  if (others.length > 0) throw new Refusal(nameIsTaken(source.name));
  await runAll(connection, [
    [
      `INSERT INTO sources
         (source_id, vendor, name, url, settings, streams, credentials_expire_at, paused, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, make_timestamp($7::BIGINT), $8, make_timestamp($9))
       ON CONFLICT DO UPDATE SET vendor = excluded.vendor, name = excluded.name, url = excluded.url,
         settings = excluded.settings, streams = excluded.streams,
         credentials_expire_at = excluded.credentials_expire_at, paused = excluded.paused`,
      [
        source.sourceId,
        source.vendor,
        source.name,
        source.url,
        jsonText(source.settings),
        jsonText(source.streams),
        source.credentialsExpireAtUs,
        source.paused,
        source.createdAtUs,
      ],
    ],
    // An event, and where a secret was seen, is found by the name its source has now.
    ...['events', 'secret_mentions', 'secret_places'].map(
      (table): Statement => [
        `UPDATE ${table} SET source_name = $1 WHERE source_id = $2 AND source_name <> $1`,
        [source.name, source.sourceId],
      ],
    ),
  ]);
}

function nameIsTaken(name: string): AppError {
  return appError('invalid-input', `There is a source named “${name}” already.`, 'Choose another name.');
}
