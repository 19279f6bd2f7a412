import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '../../main/collector/clock.ts';
import type { Workspace } from '../../main/database/workspace.ts';
import { createExportService } from '../../main/export/create-export-service.ts';
import { buildRowsQuery } from '../../main/query/build-page-query.ts';
import { maskText } from '../../main/secrets/mask-text.ts';
import type { Field } from '../../shared/query/field.ts';
import { fields } from '../../shared/query/fields.ts';
import { everything } from '../../shared/query/query-node.ts';
import { defaultSort } from '../../shared/question.ts';
import type { DirectDatabase } from './ask-directly.ts';
import type { Budget } from './budget.ts';
import type { Figure } from './figures.ts';
import { timed, watchMemory, withLoopDelay } from './measure.ts';
import { unwrap } from './unwrap.ts';

/** What is found out rather than kept has no column to ask DuckDB alone for. */
const columns = (fields as readonly Field[])
  .filter(({ isComputed }) => !isComputed)
  .map(({ column }) => column);

/** Everything there is, every column but the JSON ones, latest first: as the command line exports it. */
export async function measureExport(
  workspace: Workspace,
  direct: DirectDatabase,
  folder: string,
  budget: Budget,
): Promise<Figure[]> {
  const service = createExportService({
    readers: workspace.readers,
    writer: workspace.writer,
    buildRowsQuery,
    clock: systemClock,
    mask: maskText,
    newId: randomUUID,
    exportFolder: folder,
    workspaceFolder: workspace.folder,
  });
  const before = process.memoryUsage.rss() / 1024 / 1024;
  const memory = watchMemory();
  const { value: app, p99Ms } = await withLoopDelay(() =>
    timed(async () => {
      const { jobId } = unwrap(
        await service.start({
          question: { tree: everything, span: { fromUs: null, toUs: null }, storedUntilUs: null },
          sort: defaultSort,
          format: 'csv',
          columns,
          path: 'all.csv',
          overwrite: true,
        }),
      );
      const job = await service.finished(jobId);
      if (job.state !== 'done') throw new Error(`The export ${job.state}: ${job.error?.message}`);
    }),
  );
  memory.stop();
  const target = join(folder, 'direct.csv').replaceAll("'", "''");
  const alone = await timed(() =>
    direct.run(
      `COPY (SELECT ${columns.join(', ')} FROM events ORDER BY time DESC) TO '${target}' (FORMAT csv)`,
    ),
  );
  return [
    {
      name: `CSV of everything, ${columns.length} columns`,
      unit: 's',
      budget: budget.csvSeconds,
      measured: app.ms / 1_000,
      direct: alone.ms / 1_000,
    },
    {
      name: 'Memory that the export adds',
      unit: 'MB',
      budget: null,
      measured: Math.max(0, memory.peakMb() - before),
      direct: null,
    },
    {
      name: 'Event-loop delay while exporting, p99',
      unit: 'ms',
      budget: budget.loopDelayMs,
      measured: p99Ms,
      direct: null,
    },
  ];
}
