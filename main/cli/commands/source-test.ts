import type { AppError } from '../../../shared/app-error.ts';
import type { ConnectionCheck } from '../../../shared/ipc/ipc-contract.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { SourceStatus } from '../../../shared/source-status.ts';
import type { AppServices } from '../../app/app-services.ts';
import type { Command } from '../command.ts';
import { jsonOption, workspaceOption } from '../command.ts';
import { formatTable } from '../table.ts';
import { askableSources, particularsOf, withApp } from '../with-app.ts';

export const sourceTest: Command = {
  name: 'source test',
  summary: 'Asks the vendor of each stream whether address and credentials work.',
  operand: null,
  options: {
    workspace: workspaceOption,
    source: { value: 'NAME', help: 'only this source' },
    json: jsonOption,
  },
  run: (given, environment) =>
    withApp(given, environment, 'collect', async (services) => {
      const sources = await askableSources(given, services);
      if (!sources.ok) return sources;
      const checks: StreamCheck[] = [];
      for (const source of sources.value) {
        const answer = await testSource(services, source);
        if (!answer.ok) return answer;
        checks.push(
          ...answer.value.map((check) => ({
            source: source.name,
            ...check,
            // A stream that is off is asked as well, but what it answers stops nothing.
            enabled: source.streams.some(
              ({ stream, settings }) => stream === check.stream && settings.enabled,
            ),
          })),
        );
      }
      const { stdout, stderr } = environment;
      if (given.has('json')) await stdout.write(`${JSON.stringify({ checks })}\n`);
      else {
        await stdout.write(checksTable(checks, stdout.width));
        await stderr.write(particulars(checks));
      }
      return ok(checks.every((check) => check.ok || !check.enabled) ? 0 : 1);
    }),
};

interface StreamCheck extends ConnectionCheck {
  readonly source: string;
  readonly enabled: boolean;
}

/** A kept source as it is: the draft repeats what is kept, and brings no credential of its own. */
function testSource(
  { sources }: AppServices,
  { sourceId, vendor, name, url, settings, streams, credentialsExpire }: SourceStatus,
): Promise<Result<ConnectionCheck[], AppError>> {
  return sources.test({
    sourceId,
    draft: {
      vendor,
      name,
      url,
      settings,
      credentials: {},
      streams: Object.fromEntries(streams.map((stream) => [stream.stream, stream.settings])),
      credentialsExpireAtUs: credentialsExpire?.known === 'entered' ? credentialsExpire.atUs : null,
    },
  });
}

function checksTable(checks: readonly StreamCheck[], width: number | null): string {
  return formatTable(
    [{ title: 'Source' }, { title: 'Stream' }, { title: 'Result' }, { title: 'Meaning' }],
    checks.map(({ source, stream, enabled, ok: works, message, error }) => [
      source,
      enabled ? stream : `${stream} (off)`,
      works ? 'ok' : 'failed',
      error ? `${error.message} ${error.remedy}` : message,
    ]),
    width,
  );
}

/** What the table has no room for. Streams that share a login fail with the same words: those are said once. */
function particulars(checks: readonly StreamCheck[]): string {
  const streamsOf = new Map<string, string[]>();
  for (const { source, stream, error } of checks) {
    const words = error ? particularsOf(error).join('\n') : '';
    if (words === '') continue;
    const key = `${source}\n${words}`;
    streamsOf.set(key, [...(streamsOf.get(key) ?? []), stream]);
  }
  return [...streamsOf]
    .map(([key, streams]) => key.replace('\n', ` / ${streams.join(', ')}:\n`))
    .map((paragraph) => `${paragraph}\n`)
    .join('');
}
