import { resolve } from 'node:path';
import { appError } from '../../../shared/app-error.ts';
import { failed, ok } from '../../../shared/result.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount } from '../format-values.ts';
import { noteRejected } from '../run-notes.ts';
import { formatTable } from '../table.ts';
import { withApp } from '../with-app.ts';
import { vendorNamed } from './source-add.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'Reads raw vendor records from files: JSON, JSON Lines, each also gzipped.',
  operand: { name: 'FILE', required: true, multiple: true },
  options: {
    workspace: workspaceOption,
    vendor: { value: 'VENDOR', required: true, help: 'entro' },
    stream: { value: 'NAME', required: true, help: 'which of the vendor’s logs the records are of' },
    source: {
      value: 'NAME',
      help: 'the source that the records belong to; without it the vendor’s only one, or one for imports',
    },
    json: jsonOption,
  },
  examples: ['keyglass import --vendor entro --stream audit audit.jsonl.gz'],
  run: (given, environment) =>
    withApp(given, environment, 'add', async (services) => {
      const vendor = vendorNamed(services, given.text('vendor') ?? '');
      if (!vendor.ok) return vendor;
      const stream = given.text('stream') ?? '';
      const names = vendor.value.streams.map(({ name }) => name);
      if (!names.includes(stream)) {
        const problem = `${vendor.value.title} has no stream “${stream}”.`;
        return failed(appError('invalid-input', problem, `It has ${names.join(', ')}.`));
      }
      const source = given.text('source');
      const imported = await services.sources.importFiles({
        ...(source === undefined ? {} : { source }),
        vendor: vendor.value.vendor,
        stream,
        paths: given.operands.map((file) => resolve(environment.workingFolder, file)),
        signal: environment.signal,
      });
      if (!imported.ok) return imported;
      const counts = imported.value;
      const { stdout } = environment;
      if (given.has('json')) {
        await stdout.write(`${JSON.stringify({ vendor: vendor.value.vendor, stream, ...counts })}\n`);
      } else {
        const shown = [counts.received, counts.stored, counts.duplicate, counts.rejected].map(formatCount);
        const titles = ['Received', 'Stored', 'Duplicate', 'Rejected'];
        const columns = titles.map((title) => ({ title, align: 'right' as const }));
        await stdout.write(formatTable(columns, [shown], stdout.width));
      }
      const of = `${vendor.value.title} / ${stream}`;
      const { sourceId, rejected } = counts;
      await noteRejected(services, environment, { sourceId, of, rejected });
      return ok(rejected === 0 ? 0 : 1);
    }),
};
