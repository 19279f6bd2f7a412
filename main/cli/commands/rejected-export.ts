import { resolve } from 'node:path';
import { failed, ok } from '../../../shared/result.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount } from '../format-values.ts';
import { wrongUsage } from '../parse-arguments.ts';
import { chosenSources, withApp } from '../with-app.ts';

export const rejectedExport: Command = {
  name: 'rejected export',
  summary: 'Writes the rejected records of a source to a file as JSON Lines, their secrets taken out.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', help: 'whose records; may be left out where there is one source' },
    out: { value: 'PATH', required: true, help: 'the file to write' },
    overwrite: { help: 'replace the file if it exists' },
    json: jsonOption,
  },
  run: (given, environment) =>
    withApp(given, environment, 'ask', async (services) => {
      const sources = await chosenSources(given, services);
      if (!sources.ok) return sources;
      const [source] = sources.value;
      if (!source || sources.value.length > 1) {
        return failed(wrongUsage(rejectedExport, 'Say which source: --source NAME, or its id.'));
      }
      const exported = await services.rejected.exportAll(
        {
          sourceId: source.sourceId,
          path: resolve(environment.workingFolder, given.text('out') ?? ''),
          overwrite: given.has('overwrite'),
        },
        environment.signal,
      );
      if (!exported.ok) return exported;
      const { path, written, bytes } = exported.value;
      const { stdout, stderr } = environment;
      if (given.has('json')) await stdout.write(`${JSON.stringify({ path, written, bytes })}\n`);
      else await stderr.write(`Wrote ${formatCount(written)} rejected records to ${path}\n`);
      return ok(0);
    }),
};
