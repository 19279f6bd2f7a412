import { failed, ok } from '../../../shared/result.ts';
import { readAuditPage } from '../../database/audit-reader.ts';
import { auditCells, auditColumns } from '../audit-table.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, isoTime, parseCount } from '../format-values.ts';
import { wrongUsage } from '../parse-arguments.ts';
import { formatTable } from '../table.ts';
import { withApp } from '../with-app.ts';

const DEFAULT_LIMIT = 100;
const MOST = 1_000_000;

export const audit: Command = {
  name: 'audit',
  summary:
    'Prints the audit log, latest first: what was revealed, copied, exported, marked and changed for good.',
  operand: null,
  options: {
    workspace: workspaceOption,
    limit: { value: 'N', help: `most entries to print, ${DEFAULT_LIMIT} without it` },
    json: jsonOption,
  },
  async run(given, environment) {
    const limit = parseCount(given.text('limit') ?? String(DEFAULT_LIMIT), 1, MOST);
    if (limit === null) return failed(wrongUsage(audit, '--limit takes a whole number from 1.'));
    return withApp(given, environment, 'ask', async ({ workspace }) => {
      const read = await readAuditPage(workspace.readers, { offset: 0, limit });
      if (!read.ok) return read;
      const { entries, total, subjects } = read.value;
      const { stdout, stderr } = environment;
      if (given.has('json')) {
        const rows = entries.map(({ atUs, action, detail }) => ({ at: isoTime(atUs), action, detail }));
        await stdout.write(`${JSON.stringify({ total, returned: rows.length, entries: rows })}\n`);
        return ok(0);
      }
      const names = new Map(subjects.map(({ id, name }) => [id, name]));
      const rows = entries.map((entry) => auditCells(entry, names));
      await stdout.write(formatTable(auditColumns, rows, stdout.width));
      const shown = entries.length < total ? `${formatCount(entries.length)} of ` : '';
      await stderr.write(`${shown}${formatCount(total)} ${total === 1 ? 'entry' : 'entries'}\n`);
      return ok(0);
    });
  },
};
