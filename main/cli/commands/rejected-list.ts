import { failed, ok } from '../../../shared/result.ts';
import type { RejectedRecord } from '../../../shared/source-status.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, formatTime, isoTime, parseCount } from '../format-values.ts';
import { wrongUsage } from '../parse-arguments.ts';
import { formatTable, type TableColumn } from '../table.ts';
import { chosenSources, withApp } from '../with-app.ts';

const DEFAULT_LIMIT = 100;
const MOST = 1_000;

export const rejectedList: Command = {
  name: 'rejected list',
  summary: 'Lists the records of which no event could be made, with the reason and their form, latest first.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', help: 'only those of this source' },
    limit: { value: 'N', help: `most records to print of each source, ${DEFAULT_LIMIT} without it` },
    json: jsonOption,
  },
  async run(given, environment) {
    const limit = parseCount(given.text('limit') ?? String(DEFAULT_LIMIT), 1, MOST);
    if (limit === null) {
      return failed(wrongUsage(rejectedList, `--limit takes a whole number from 1 to ${MOST}.`));
    }
    return withApp(given, environment, 'ask', async (services) => {
      const sources = await chosenSources(given, services);
      if (!sources.ok) return sources;
      const records: (RejectedRecord & { readonly source: string })[] = [];
      let total = 0;
      for (const { sourceId, name } of sources.value) {
        const listed = await services.sources.rejected(sourceId, limit);
        if (!listed.ok) return listed;
        total += listed.value.total;
        for (const record of listed.value.records) records.push({ ...record, source: name });
      }
      const { stdout, stderr } = environment;
      if (given.has('json')) {
        const rows = records.map(({ rejectedAtUs, ...record }) => ({
          ...record,
          rejectedAt: isoTime(rejectedAtUs),
        }));
        await stdout.write(`${JSON.stringify({ total, returned: rows.length, records: rows })}\n`);
        return ok(0);
      }
      await stdout.write(formatTable(columns, records.map(cells), stdout.width));
      const shown = records.length < total ? `${formatCount(records.length)} of ` : '';
      await stderr.write(`${shown}${formatCount(total)} rejected ${total === 1 ? 'record' : 'records'}\n`);
      return ok(0);
    });
  },
};

const columns: readonly TableColumn[] = [
  { title: 'Id' },
  { title: 'Source' },
  { title: 'Stream' },
  { title: 'Rejected' },
  { title: 'Reason' },
  { title: 'Form', isOptional: true },
];

function cells(record: RejectedRecord & { readonly source: string }): string[] {
  return [
    record.rejectedId,
    record.source,
    record.stream,
    formatTime(record.rejectedAtUs),
    record.reason,
    record.outline,
  ];
}
