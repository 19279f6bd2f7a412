import { failed, ok } from '../../../shared/result.ts';
import { noWorkspaceHere } from '../../database/opening-problem.ts';
import { type BackupState, tryBackups } from '../../database/try-backup.ts';
import { fileExists, workspacePaths } from '../../database/workspace-folder.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, formatTime, isoTime } from '../format-values.ts';
import { formatTable } from '../table.ts';
import { workspaceFolder } from '../with-app.ts';

export const backupList: Command = {
  name: 'backup list',
  summary: 'Reads every backup wholly and says which can be restored.',
  operand: null,
  options: { workspace: workspaceOption, json: jsonOption },
  async run(given, environment) {
    const { stdout, signal } = environment;
    const paths = workspacePaths(workspaceFolder(given, environment));
    const backups = await tryBackups(paths, signal);
    if (backups.length === 0 && !(await fileExists(paths.file))) return failed(noWorkspaceHere(paths.folder));
    if (given.has('json')) await stdout.write(`${JSON.stringify({ backups: backups.map(backupFacts) })}\n`);
    else if (backups.length === 0)
      await stdout.write('No backup yet. Write one with: keyglass backup create\n');
    else await stdout.write(backupTable(backups, stdout.width));
    return ok(backups.every(({ restores }) => restores) ? 0 : 1);
  },
};

export function backupFacts({ name, writtenAtUs, sizeBytes, events, restores, problem }: BackupState) {
  return { name, writtenAt: isoTime(writtenAtUs), sizeBytes, events, restores, problem };
}

export function backupTable(backups: readonly BackupState[], width: number | null): string {
  return formatTable(
    [
      { title: 'Backup' },
      { title: 'Written' },
      { title: 'Bytes', align: 'right' },
      { title: 'Events', align: 'right' },
      { title: 'Restores' },
    ],
    backups.map(({ name, writtenAtUs, sizeBytes, events, problem }) => [
      name,
      formatTime(writtenAtUs),
      formatCount(sizeBytes),
      events === null ? '–' : formatCount(events),
      problem === null ? 'yes' : `no: ${problem}`,
    ]),
    width,
  );
}
