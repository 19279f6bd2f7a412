import { ok } from '../../../shared/result.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, formatTime, isoTime } from '../format-values.ts';
import { formatTable } from '../table.ts';
import { chosenSources, withApp } from '../with-app.ts';

export const sourceList: Command = {
  name: 'source list',
  summary: 'Lists the sources of a workspace.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', help: 'only this source' },
    json: jsonOption,
  },
  run: (given, environment) =>
    withApp(given, environment, 'ask', async (services) => {
      const sources = await chosenSources(given, services);
      if (!sources.ok) return sources;
      const { stdout } = environment;
      const rows = sources.value.map((source) => ({
        sourceId: source.sourceId,
        name: source.name,
        vendor: source.vendor,
        url: source.url,
        settings: source.settings,
        paused: source.paused,
        lookBackDays: source.lookBackDays,
        intervalMinutes: source.intervalMinutes,
        streams: source.streams.map(({ stream }) => stream),
        stored: source.streams.reduce((sum, { counts }) => sum + counts.stored, 0),
        lastSuccess: Math.max(...source.streams.map(({ lastSuccessAtUs }) => lastSuccessAtUs ?? 0)) || null,
      }));
      if (given.has('json')) {
        const sourcesOut = rows.map((row) => ({ ...row, lastSuccess: isoTime(row.lastSuccess) }));
        await stdout.write(`${JSON.stringify({ sources: sourcesOut })}\n`);
        return ok(0);
      }
      const table = formatTable(
        [
          { title: 'Source' },
          { title: 'Vendor' },
          { title: 'Streams' },
          { title: 'Stored', align: 'right' },
          { title: 'Last success' },
          { title: 'Address' },
        ],
        rows.map((row) => [
          row.paused ? `${row.name} (paused)` : row.name,
          row.vendor,
          row.streams.join(', '),
          formatCount(row.stored),
          formatTime(row.lastSuccess),
          row.url,
        ]),
        stdout.width,
      );
      await stdout.write(rows.length === 0 ? 'No source yet. Add one with: keyglass source add\n' : table);
      return ok(0);
    }),
};
