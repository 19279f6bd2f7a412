import { ok } from '../../../shared/result.ts';
import { checkWorkspace, type WorkspaceReport } from '../../database/check-workspace.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, formatTime, isoTime } from '../format-values.ts';
import { formatTable } from '../table.ts';
import { messageOf, workspaceFolder } from '../with-app.ts';
import { backupFacts, backupTable } from './backup-list.ts';

export const check: Command = {
  name: 'check',
  summary: 'Opens the workspace, reads everything in it and in its backups, and reports its state.',
  operand: null,
  options: { workspace: workspaceOption, json: jsonOption },
  async run(given, environment) {
    const { stdout, stderr, clock, signal } = environment;
    const checked = await checkWorkspace(workspaceFolder(given, environment), clock, signal);
    if (!checked.ok) return checked;
    const report = checked.value;
    if (given.has('json')) await stdout.write(`${JSON.stringify(reportDocument(report))}\n`);
    else await stdout.write(reportText(report, stdout.width));
    for (const notice of report.notices) await stderr.write(messageOf('Note', notice));
    for (const finding of report.findings) await stderr.write(`Problem: ${finding}\n`);
    return ok(report.findings.length === 0 ? 0 : 1);
  },
};

function reportDocument({ oldestEventUs, newestEventUs, backups, ...report }: WorkspaceReport) {
  return {
    ok: report.findings.length === 0,
    ...report,
    backups: backups.map(backupFacts),
    oldestEvent: isoTime(oldestEventUs),
    newestEvent: isoTime(newestEventUs),
  };
}

function reportText(report: WorkspaceReport, width: number | null): string {
  const facts = [
    ['Workspace', report.folder],
    ['Size', `${formatCount(report.sizeBytes)} bytes`],
    ['Schema', `version ${report.schemaVersion}`],
    ['Events', `${formatTime(report.oldestEventUs)} to ${formatTime(report.newestEventUs)}`],
    ['Backups', backupsText(report.backups)],
    ['State', report.findings.length === 0 ? 'everything was read and agrees' : 'see the problems below'],
  ];
  const counts = Object.entries(report.counts).map(([table, rows]) => [table, formatCount(rows)]);
  const nameWidth = Math.max(...facts.map(([name = '']) => name.length));
  const lines = facts.map(([name = '', value = '']) => `${name.padEnd(nameWidth)}  ${value}`);
  const table = formatTable([{ title: 'Table' }, { title: 'Rows', align: 'right' }], counts, width);
  const backups = report.backups.length === 0 ? '' : `\n${backupTable(report.backups, width)}`;
  return `${lines.join('\n')}\n\n${table}${backups}`;
}

function backupsText(backups: WorkspaceReport['backups']): string {
  if (backups.length === 0) return 'none';
  const sound = backups.filter(({ restores }) => restores).length;
  return sound === backups.length
    ? `${formatCount(sound)}, each was read wholly`
    : `${formatCount(backups.length)}, of which ${formatCount(backups.length - sound)} can’t be restored`;
}
