import { ok } from '../../../shared/result.ts';
import type { SourceStatus, StreamStatus } from '../../../shared/source-status.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatCount, formatSeconds, formatTime, isoTime } from '../format-values.ts';
import { formatTable, type TableColumn } from '../table.ts';
import { chosenSources, withApp } from '../with-app.ts';

export const sourceList: Command = {
  name: 'source list',
  summary: 'Lists the sources of a workspace with their streams and settings.',
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
      if (given.has('json')) {
        await stdout.write(`${JSON.stringify({ sources: sources.value.map(sourceFacts) })}\n`);
        return ok(0);
      }
      const rows = sources.value.flatMap((source) =>
        source.streams.map((stream) => streamCells(source, stream)),
      );
      await stdout.write(
        sources.value.length === 0
          ? 'No source yet. Add one with: keyglass source add\n'
          : formatTable(columns, rows, stdout.width),
      );
      return ok(0);
    }),
};

function sourceFacts(source: SourceStatus) {
  const { credentialsExpire } = source;
  return {
    sourceId: source.sourceId,
    name: source.name,
    vendor: source.vendor,
    url: source.url,
    settings: source.settings,
    paused: source.paused,
    credentialsExpire: credentialsExpire && {
      at: isoTime(credentialsExpire.atUs),
      known: credentialsExpire.known,
    },
    streams: source.streams.map(({ stream, phase, settings, counts, lastSuccessAtUs }) => ({
      stream,
      phase,
      ...settings,
      stored: counts.stored,
      lastSuccess: isoTime(lastSuccessAtUs),
    })),
    stored: source.streams.reduce((sum, { counts }) => sum + counts.stored, 0),
    lastSuccess: isoTime(latest(source.streams.map(({ lastSuccessAtUs }) => lastSuccessAtUs))),
  };
}

function latest(times: readonly (number | null)[]): number | null {
  return Math.max(...times.map((timeUs) => timeUs ?? 0)) || null;
}

const columns: readonly TableColumn[] = [
  { title: 'Source' },
  { title: 'Vendor' },
  { title: 'Stream' },
  { title: 'On' },
  { title: 'Every', align: 'right' },
  { title: 'Look-back', align: 'right' },
  { title: 'Page', align: 'right' },
  { title: 'Stored', align: 'right' },
  { title: 'Last success' },
  { title: 'Credentials end', isOptional: true },
  { title: 'Address', isOptional: true },
];

function streamCells(source: SourceStatus, { stream, settings, counts, lastSuccessAtUs }: StreamStatus) {
  const { enabled, intervalSeconds, lookBackDays, pageSize } = settings;
  const { credentialsExpire } = source;
  return [
    source.paused ? `${source.name} (paused)` : source.name,
    source.vendor,
    stream,
    enabled ? 'on' : 'off',
    formatSeconds(intervalSeconds),
    `${lookBackDays}d`,
    pageSize === 0 ? '–' : formatCount(pageSize),
    formatCount(counts.stored),
    formatTime(lastSuccessAtUs),
    credentialsExpire ? formatTime(credentialsExpire.atUs) : '–',
    source.url === '' ? 'imported files' : source.url,
  ];
}
