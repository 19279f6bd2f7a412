import { failed, ok } from '../../../shared/result.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { wrongUsage } from '../parse-arguments.ts';
import { chosenSources, withApp } from '../with-app.ts';

export const sourceRemove: Command = {
  name: 'source remove',
  summary: 'Removes a source and its credentials; its events stay.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', required: true, help: 'the source to remove, by name or id' },
    json: jsonOption,
  },
  run: (given, environment) =>
    withApp(given, environment, 'collect', async (services) => {
      const found = await chosenSources(given, services);
      if (!found.ok) return found;
      const [source] = found.value;
      if (!source || found.value.length > 1) {
        return failed(wrongUsage(sourceRemove, 'Several sources have this name: give the id of one.'));
      }
      const removed = await services.sources.remove(source.sourceId);
      if (!removed.ok) return removed;
      const { stdout, stderr } = environment;
      if (given.has('json')) await stdout.write(`${JSON.stringify({ removed: source.sourceId })}\n`);
      else await stderr.write(`Removed “${source.name}”. Its events stay in the workspace.\n`);
      return ok(0);
    }),
};
