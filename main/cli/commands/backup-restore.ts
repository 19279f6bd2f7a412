import { ok } from '../../../shared/result.ts';
import { restoreBackup } from '../../database/restore-backup.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount } from '../format-values.ts';
import { workspaceFolder } from '../with-app.ts';

export const backupRestore: Command = {
  name: 'backup restore',
  summary: 'Puts a backup in the place of the workspace’s file, which is kept aside.',
  operand: { name: 'NAME', required: true },
  options: { workspace: workspaceOption, json: jsonOption },
  examples: ['keyglass backup restore events-20261120T101502Z.duckdb'],
  async run(given, environment) {
    const { clock, stdout, stderr } = environment;
    const restored = await restoreBackup(
      workspaceFolder(given, environment),
      given.operands[0] ?? '',
      clock.nowUs(),
    );
    if (!restored.ok) return restored;
    const { name, events, keptAs } = restored.value;
    if (given.has('json')) await stdout.write(`${JSON.stringify({ restored: name, events, keptAs })}\n`);
    else {
      const kept = keptAs.length === 0 ? '' : ` What was in its place is kept as ${keptAs.join(' and ')}.`;
      await stderr.write(
        `Restored ${name} with ${formatCount(events)} events.${kept} What came in later is fetched again when you collect.\n`,
      );
    }
    return ok(0);
  },
};
