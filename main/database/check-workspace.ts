import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { AppError } from '../../shared/app-error.ts';
import { ok, type Result } from '../../shared/result.ts';
import { newestSchemaVersion } from './migrate.ts';
import { openWorkspace } from './open-workspace.ts';
import type { PlainRow, Readers } from './readers.ts';
import type { Workspace } from './workspace.ts';
import { listBackups, workspacePaths } from './workspace-folder.ts';

export interface WorkspaceReport {
  readonly folder: string;
  readonly workspaceId: string;
  readonly schemaVersion: number;
  /** Bytes of `events.duckdb`. */
  readonly sizeBytes: number;
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>;
  readonly oldestEventUs: number | null;
  readonly newestEventUs: number | null;
  /** Newest first. */
  readonly backups: readonly { readonly name: string; readonly sizeBytes: number }[];
  /** What opening had to mend. */
  readonly notices: readonly AppError[];
  /** What is wrong, each a sentence; empty means that everything was read and agrees. */
  readonly findings: readonly string[];
}

/**
 * Opens the workspace, which mends what a crash left, and reads every column of every table. Fails only where the
 * workspace can't be opened at all.
 */
export async function checkWorkspace(
  folder: string,
  clock: { nowUs(): number },
): Promise<Result<WorkspaceReport, AppError>> {
  const opened = await openWorkspace({ folder, clock, createIfMissing: false });
  if (!opened.ok) return opened;
  const workspace = opened.value;
  try {
    return ok(await report(workspace));
  } finally {
    await workspace.close();
  }
}

async function report(workspace: Workspace): Promise<WorkspaceReport> {
  const findings: string[] = [];
  const ask = questioner(workspace.readers, findings);
  const counts = await readEverything(ask);
  await compareCounts(ask, findings);
  const [events] = await ask(
    'the times of events',
    'SELECT min(time) AS oldest, max(time) AS newest FROM events',
  );
  const paths = workspacePaths(workspace.folder);
  const backups = await Promise.all(
    (await listBackups(paths)).map(async (path) => ({
      name: basename(path),
      sizeBytes: (await stat(path)).size,
    })),
  );
  return {
    folder: workspace.folder,
    workspaceId: workspace.workspaceId,
    schemaVersion: newestSchemaVersion,
    sizeBytes: (await stat(paths.file)).size,
    counts,
    oldestEventUs: numberOrNull(events?.oldest),
    newestEventUs: numberOrNull(events?.newest),
    backups,
    notices: workspace.notices,
    findings,
  };
}

type Ask = (what: string, text: string) => Promise<readonly PlainRow[]>;

/** A question that fails is a finding, and its answer is empty. */
function questioner(readers: Readers, findings: string[]): Ask {
  return async (what, text) => {
    const rows = await readers.all({ text, values: [] });
    if (rows.ok) return rows.value;
    findings.push(`Could not read ${what}: ${rows.error.detail ?? rows.error.message}`);
    return [];
  };
}

/** Hashing makes DuckDB decompress and check each block; a mere count would not touch them. */
async function readEverything(ask: Ask): Promise<Record<string, number>> {
  const columns = await ask(
    'the list of tables',
    `SELECT table_name, column_name FROM duckdb_columns()
     WHERE database_name = current_database() AND NOT internal ORDER BY table_name, column_index`,
  );
  const counts: Record<string, number> = {};
  for (const { table_name: table, column_name: column } of columns) {
    const [row] = await ask(
      `column ${column} of table ${table}`,
      `SELECT count(*) AS n, bit_xor(hash(${quoted(column)})) AS everything FROM ${quoted(table)}`,
    );
    if (row) counts[String(table)] = Number(row.n);
  }
  return counts;
}

const COMPARISONS: readonly { readonly what: string; readonly text: string }[] = [
  {
    what: 'runs that received something else than they stored, knew already and rejected together',
    text: 'SELECT count(*) AS n FROM runs WHERE received <> stored + duplicate + rejected',
  },
  {
    what: 'runs that counted more or fewer stored events than there are',
    text: `SELECT count(*) AS n
           FROM runs FULL JOIN (SELECT run_id, count(*) AS kept FROM events GROUP BY run_id) USING (run_id)
           WHERE coalesce(stored, 0) <> coalesce(kept, 0)`,
  },
  {
    what: 'runs that counted fewer rejected records than there are',
    text: `SELECT count(*) AS n
           FROM runs RIGHT JOIN (SELECT run_id, count(*) AS kept FROM rejected_records GROUP BY run_id) USING (run_id)
           WHERE coalesce(rejected, 0) < kept`,
  },
  {
    what: 'events stored more than once',
    text: 'SELECT count(*) - count(DISTINCT event_id) AS n FROM events',
  },
  {
    what: 'secrets that events name and that are not kept',
    text: `SELECT count(DISTINCT secret_fingerprint) AS n FROM events
           ANTI JOIN secrets ON secrets.fingerprint = events.secret_fingerprint
           WHERE secret_fingerprint IS NOT NULL`,
  },
  {
    what: 'versions marked as superseded that are not stored, or more than once',
    text: `SELECT count(*) - count(DISTINCT events.event_id) AS n
           FROM superseded_events LEFT JOIN events USING (event_id)`,
  },
  {
    what: 'things whose latest version is not stored, or is marked as superseded',
    text: `SELECT count(*) AS n FROM object_latest
           WHERE event_id NOT IN (SELECT event_id FROM events) OR event_id IN (SELECT event_id FROM superseded_events)`,
  },
  {
    what: "events with JSON that can't be read",
    text: 'SELECT count(*) AS n FROM events WHERE NOT (json_valid(ocsf) AND json_valid(raw) AND coalesce(json_valid(ecs), true))',
  },
];

async function compareCounts(ask: Ask, findings: string[]): Promise<void> {
  for (const { what, text } of COMPARISONS) {
    const [row] = await ask(`whether there are ${what}`, text);
    const found = Number(row?.n ?? 0);
    if (found > 0) findings.push(`There are ${what}: ${found.toLocaleString('en')}.`);
  }
}

function quoted(name: unknown): string {
  return `"${String(name).replaceAll('"', '""')}"`;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
