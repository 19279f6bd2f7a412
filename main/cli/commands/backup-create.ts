import { basename } from 'node:path';
import { failed, ok } from '../../../shared/result.ts';
import { openWorkspace } from '../../database/open-workspace.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { messageOf, workspaceFolder } from '../with-app.ts';

export const backupCreate: Command = {
  name: 'backup create',
  summary: 'Writes a backup and reads it back as if it were restored.',
  operand: null,
  options: { workspace: workspaceOption, json: jsonOption },
  async run(given, environment) {
    const { clock, stdout, stderr } = environment;
    const folder = workspaceFolder(given, environment);
    const opened = await openWorkspace({ folder, clock, createIfMissing: false });
    if (!opened.ok) return opened;
    const workspace = opened.value;
    try {
      for (const notice of workspace.notices) await stderr.write(messageOf('Note', notice));
      const written = await workspace.backUp();
      if (!written.ok) return failed(written.error);
      const name = basename(written.value.path);
      if (given.has('json')) await stdout.write(`${JSON.stringify({ created: name })}\n`);
      else await stderr.write(`Wrote the backup ${name}, and read all of it back.\n`);
      return ok(0);
    } finally {
      await workspace.close();
    }
  },
};
