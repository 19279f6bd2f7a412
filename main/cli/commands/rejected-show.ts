import { ok } from '../../../shared/result.ts';
import { findRejection } from '../../database/rejected-reader.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { visibleText } from '../visible-text.ts';
import { withApp } from '../with-app.ts';

export const rejectedShow: Command = {
  name: 'rejected show',
  summary: 'Prints one rejected record, its secrets taken out.',
  operand: { name: 'ID', required: true },
  options: { workspace: workspaceOption, json: jsonOption },
  run: (given, environment) =>
    withApp(given, environment, 'ask', async ({ workspace, rejected }) => {
      const rejectedId = given.operands[0] ?? '';
      const found = await findRejection(workspace.readers, rejectedId);
      if (!found.ok) return found;
      const shown = await rejected.show({ ...found.value, rejectedId });
      if (!shown.ok) return shown;
      const { stdout } = environment;
      if (given.has('json'))
        await stdout.write(`${JSON.stringify({ rejectedId, ...found.value, ...shown.value })}\n`);
      else await stdout.write(`${shown.value.text.split('\n').map(visibleText).join('\n')}\n`);
      return ok(0);
    }),
};
