import type { ExportJob } from '../../shared/export-job.ts';
import type { RetentionRule } from '../../shared/retention.ts';
import { jsonText } from './event-columns.ts';
import type { Statement } from './statement.ts';
import type { Writer } from './writer.ts';

// For each change that need not look at the file first: its statements, in their order.

type Given<Call extends keyof Writer> = Parameters<Writer[Call]>[0];

export function startRun(run: Given<'startRun'>): readonly Statement[] {
  return [
    [
      `INSERT INTO runs (run_id, source_id, stream, purpose, started_at, outcome, received, stored, duplicate, rejected, unmapped)
       VALUES ($1::UUID, $2, $3, $5, make_timestamp($4), 'running', 0, 0, 0, 0, 0)`,
      [run.runId, run.sourceId, run.stream, run.startedAtUs, run.purpose ?? 'polling'],
    ],
  ];
}

export function finishRun(run: Given<'finishRun'>): readonly Statement[] {
  return [
    [
      'UPDATE runs SET finished_at = make_timestamp($2), outcome = $3, error = $4 WHERE run_id = $1::UUID',
      [run.runId, run.finishedAtUs, run.outcome, run.error && jsonText(run.error)],
    ],
  ];
}

export function removeBackFill(sourceId: string, stream: string): readonly Statement[] {
  return [
    [
      "DELETE FROM checkpoints WHERE source_id = $1 AND stream = $2 AND purpose = 'back-fill'",
      [sourceId, stream],
    ],
  ];
}

/** Which of its events are superseded stays known, as they do. */
export function removeSource(sourceId: string): readonly Statement[] {
  return [
    ['DELETE FROM sources WHERE source_id = $1', [sourceId]],
    ['DELETE FROM checkpoints WHERE source_id = $1', [sourceId]],
    ['DELETE FROM object_latest WHERE source_id = $1', [sourceId]],
    ['DELETE FROM rejected_records WHERE source_id = $1', [sourceId]],
    ['DELETE FROM retention_rules WHERE source_id = $1', [sourceId]],
  ];
}

export function writePreference(key: string, value: unknown): readonly Statement[] {
  return [
    [
      'INSERT INTO preferences VALUES ($1, $2) ON CONFLICT DO UPDATE SET value = excluded.value',
      [key, jsonText(value ?? null)],
    ],
  ];
}

export function saveRetentionRule(
  sourceId: string,
  { keepDays, keepBytes }: RetentionRule,
): readonly Statement[] {
  if (keepDays === null && keepBytes === null) {
    return [['DELETE FROM retention_rules WHERE source_id = $1', [sourceId]]];
  }
  return [
    [
      `INSERT INTO retention_rules VALUES ($1, $2, $3)
       ON CONFLICT DO UPDATE SET keep_days = excluded.keep_days, keep_bytes = excluded.keep_bytes`,
      [sourceId, keepDays, keepBytes],
    ],
  ];
}

export function saveExportJob(job: ExportJob): readonly Statement[] {
  return [
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
  ];
}

export function recordAudit(entry: Given<'recordAudit'>): readonly Statement[] {
  return [
    [
      'INSERT INTO audit_log VALUES (make_timestamp($1), $2, $3)',
      [entry.atUs, entry.action, jsonText(entry.detail)],
    ],
  ];
}

export function writeVaultKey(key: Given<'writeVaultKey'>): readonly Statement[] {
  return [['UPDATE workspace SET wrapped_key = $1, key_check = $2', [key.wrappedKey, key.keyCheck]]];
}
