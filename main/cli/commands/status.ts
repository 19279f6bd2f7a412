import { ok } from '../../../shared/result.ts';
import type { SourceStatus, StreamStatus } from '../../../shared/source-status.ts';
import { US_PER_SECOND } from '../../../shared/time-range.ts';
import type { AppServices } from '../../app/app-services.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { countCells, countColumns } from '../counts-table.ts';
import { formatTime, isoTime } from '../format-values.ts';
import { formatTable, type TableColumn } from '../table.ts';
import { withApp } from '../with-app.ts';

export const status: Command = {
  name: 'status',
  summary: 'Says for each stream what was received, and where collecting stands.',
  operand: null,
  options: { workspace: workspaceOption, json: jsonOption },
  run: (given, environment) =>
    withApp(given, environment, 'collect', async (services) => {
      const sources = await services.sources.list();
      if (!sources.ok) return sources;
      const { stdout } = environment;
      const streams = sources.value.flatMap((source) => source.streams.map((stream) => ({ source, stream })));
      if (given.has('json')) {
        const document = { ...workspaceFacts(services), streams: streams.map(streamFacts) };
        await stdout.write(`${JSON.stringify(document)}\n`);
        return ok(0);
      }
      await stdout.write(
        streams.length === 0
          ? 'No source yet. Add one with: keyglass source add\n'
          : formatTable(columns, streams.map(streamCells), stdout.width),
      );
      return ok(0);
    }),
};

interface SourceStream {
  readonly source: SourceStatus;
  readonly stream: StreamStatus;
}

function workspaceFacts({ workspace, keychain }: AppServices) {
  return {
    workspace: workspace.folder,
    keychain: { available: keychain.available, name: keychain.name, problem: keychain.problem },
  };
}

function streamFacts({ source, stream }: SourceStream) {
  return {
    source: source.name,
    sourceId: source.sourceId,
    vendor: source.vendor,
    stream: stream.stream,
    paused: source.paused,
    enabled: stream.settings.enabled,
    phase: stream.phase,
    ...stream.counts,
    checkpoint: stream.checkpoint,
    lastSuccess: isoTime(stream.lastSuccessAtUs),
    lastError: stream.lastError,
    lastErrorAt: isoTime(stream.lastErrorAtUs),
    newestEvent: isoTime(stream.newestEventUs),
    lagSeconds: stream.lagUs === null ? null : Math.round(stream.lagUs / US_PER_SECOND),
    gaps: stream.gaps.map(({ fromUs, toUs, reason }) => ({
      from: isoTime(fromUs),
      until: isoTime(toUs),
      reason,
    })),
    backFill: stream.backFill && {
      from: isoTime(stream.backFill.fromUs),
      until: isoTime(stream.backFill.toUs),
      state: stream.backFill.state,
      error: stream.backFill.error,
    },
    credentialsExpire: isoTime(source.credentialsExpire?.atUs ?? null),
  };
}

const columns: readonly TableColumn[] = [
  { title: 'Source' },
  { title: 'Stream' },
  ...countColumns,
  { title: 'Checkpoint' },
  { title: 'Last success' },
  { title: 'Last error' },
];

function streamCells({ source, stream }: SourceStream): string[] {
  return [
    source.paused ? `${source.name} (paused)` : source.name,
    stream.phase === 'off' ? `${stream.stream} (off)` : stream.stream,
    ...countCells(stream.counts),
    stream.checkpoint ?? '–',
    formatTime(stream.lastSuccessAtUs),
    stream.lastError ? `${formatTime(stream.lastErrorAtUs)} ${stream.lastError.message}` : '–',
  ];
}
