import { type AppError, appError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { saveAnnotation } from './annotations.ts';
import { runBound } from './bind-values.ts';
import { commitPage } from './commit-page.ts';
import { jsonText } from './event-columns.ts';
import type { SqlValue } from './readers.ts';
import { replaceEvents } from './replace-events.ts';
import { replaceCiphertexts } from './reseal.ts';
import { removeEvents } from './retention-remove.ts';
import { readPlainRows } from './row-values.ts';
import { setSecretState } from './secret-states.ts';
import type { StoredIds } from './stored-ids.ts';
import { Refusal, type WriteQueue } from './write-queue.ts';
import type { SecretsChange, SourceRecord, Writer } from './writer.ts';

/** `afterPage` is told of each stored page, outside its transaction. */
export function createWriter(queue: WriteQueue, storedIds: StoredIds, afterPage: () => void): Writer {
  const change = async (doing: string, statements: readonly Statement[]) =>
    nothing(await queue.transaction(doing, (connection) => runAll(connection, statements)));
  const secretListeners = new Set<(change: SecretsChange) => void>();
  const tellOfSecrets = (change: SecretsChange) => {
    for (const listener of secretListeners) listener(change);
  };
  return {
    commitPage: async (page) => {
      const stored = await queue.transaction('store a page of events', (connection) =>
        commitPage(connection, storedIds, page),
      );
      if (!stored.ok) return stored;
      const { counts, regressed } = stored.value;
      afterPage();
      if (regressed > 0 || (counts.stored > 0 && page.secrets.length > 0)) tellOfSecrets({ regressed });
      return ok(counts);
    },
    replaceEvents: async (replaced) => {
      const count = await queue.transaction('map events again', (connection) =>
        replaceEvents(connection, replaced),
      );
      if (count.ok) afterPage();
      return count;
    },
    startRun: (run) =>
      change('begin a run', [
        [
          `INSERT INTO runs (run_id, source_id, stream, purpose, started_at, outcome, received, stored, duplicate, rejected, unmapped)
           VALUES ($1::UUID, $2, $3, $5, make_timestamp($4), 'running', 0, 0, 0, 0, 0)`,
          [run.runId, run.sourceId, run.stream, run.startedAtUs, run.purpose ?? 'polling'],
        ],
      ]),
    finishRun: (run) =>
      change('end a run', [
        [
          'UPDATE runs SET finished_at = make_timestamp($2), outcome = $3, error = $4 WHERE run_id = $1::UUID',
          [run.runId, run.finishedAtUs, run.outcome, run.error && jsonText(run.error)],
        ],
      ]),
    saveSource: async (source) =>
      nothing(await queue.transaction('save the source', (connection) => saveSource(connection, source))),
    removeBackFill: (sourceId, stream) =>
      change('give up the back-fill', [
        [
          "DELETE FROM checkpoints WHERE source_id = $1 AND stream = $2 AND purpose = 'back-fill'",
          [sourceId, stream],
        ],
      ]),
    // Which of its events are superseded stays known, as they do.
    removeSource: (sourceId) =>
      change('remove the source', [
        ['DELETE FROM sources WHERE source_id = $1', [sourceId]],
        ['DELETE FROM checkpoints WHERE source_id = $1', [sourceId]],
        ['DELETE FROM object_latest WHERE source_id = $1', [sourceId]],
        ['DELETE FROM rejected_records WHERE source_id = $1', [sourceId]],
        ['DELETE FROM retention_rules WHERE source_id = $1', [sourceId]],
      ]),
    setSecretState: async (state) => {
      const set = await queue.transaction('change the state of a secret', (connection) =>
        setSecretState(connection, state),
      );
      if (!set.ok) return set;
      tellOfSecrets({ regressed: 0 });
      return ok(null);
    },
    onSecrets: (listener) => {
      secretListeners.add(listener);
      return () => secretListeners.delete(listener);
    },
    writePreference: (key, value) =>
      change('save a preference', [
        [
          'INSERT INTO preferences VALUES ($1, $2) ON CONFLICT DO UPDATE SET value = excluded.value',
          [key, jsonText(value ?? null)],
        ],
      ]),
    saveRetentionRule: (sourceId, { keepDays, keepBytes }) =>
      change('save how long events are kept', [
        keepDays === null && keepBytes === null
          ? ['DELETE FROM retention_rules WHERE source_id = $1', [sourceId]]
          : [
              `INSERT INTO retention_rules VALUES ($1, $2, $3)
               ON CONFLICT DO UPDATE SET keep_days = excluded.keep_days, keep_bytes = excluded.keep_bytes`,
              [sourceId, keepDays, keepBytes],
            ],
      ]),
    removeEvents: async (removed) => {
      const count = await queue.transaction('remove old events', (connection) =>
        removeEvents(connection, removed),
      );
      if (count.ok) afterPage();
      return count;
    },
    annotate: async (annotation) =>
      nothing(
        await queue.transaction('save what you wrote on the event', (connection) =>
          saveAnnotation(connection, annotation),
        ),
      ),
    saveExportJob: (job) =>
      change('save the export', [
        [
          `INSERT INTO export_jobs (job_id, format, path, state, written, total, bytes, started_at, finished_at, error)
           VALUES ($1::UUID, $2, $3, $4, $5, $6, $7, make_timestamp($8), make_timestamp($9::BIGINT), $10)
           ON CONFLICT DO UPDATE SET format = excluded.format, path = excluded.path, state = excluded.state,
             written = excluded.written, total = excluded.total, bytes = excluded.bytes,
             started_at = excluded.started_at, finished_at = excluded.finished_at, error = excluded.error`,
          [
            job.jobId,
            job.format,
            job.path,
            job.state,
            job.written,
            job.total,
            job.bytes,
            job.startedAtUs,
            job.finishedAtUs,
            job.error && jsonText(job.error),
          ],
        ],
      ]),
    recordAudit: (entry) =>
      change('write to the audit log', [
        [
          'INSERT INTO audit_log VALUES (make_timestamp($1), $2, $3)',
          [entry.atUs, entry.action, jsonText(entry.detail)],
        ],
      ]),
    writeVaultKey: (key) =>
      change("save the vault's wrapped key", [
        ['UPDATE workspace SET wrapped_key = $1, key_check = $2', [key.wrappedKey, key.keyCheck]],
      ]),
    replaceCiphertexts: async (kind, rows) => {
      const replaced = await queue.transaction('seal values anew', (connection) =>
        replaceCiphertexts(connection, kind, rows),
      );
      if (replaced.ok) afterPage();
      return nothing(replaced);
    },
  };
}

type Connection = Parameters<typeof readPlainRows>[0];
type Statement = readonly [text: string, values: readonly SqlValue[]];

async function runAll(connection: Connection, statements: readonly Statement[]): Promise<void> {
  for (const [text, parameters] of statements) {
    await runBound(connection, text, parameters);
  }
}

async function saveSource(connection: Connection, source: SourceRecord): Promise<void> {
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

function nothing<Value>(result: Result<Value, AppError>): Result<null, AppError> {
  return result.ok ? ok(null) : result;
}
