import { type AppError, appError } from '../../shared/app-error.ts';
import type { AppServices } from '../app/app-services.ts';
import type { CliEnvironment } from './command.ts';
import { formatCount } from './format-values.ts';
import { messageOf } from './with-app.ts';

/** A few kinds of mistakes make nearly all rejected records; these many are looked at for them. */
const LOOKED_AT = 1_000;
const SHOWN_REASONS = 5;

/** Says on stderr that records could not be read, and why: the counts alone would not. `of` names where they came from. */
export async function noteRejected(
  { sources }: Pick<AppServices, 'sources'>,
  { stderr }: Pick<CliEnvironment, 'stderr'>,
  { sourceId, stream, of, rejected }: { sourceId: string; stream: string; of: string; rejected: number },
): Promise<void> {
  if (rejected === 0) return;
  const read = await sources.rejected(sourceId, LOOKED_AT);
  // A run's own rejected records are the newest of its stream; the source's other streams have theirs in between.
  const own = read.ok ? read.value.records.filter((record) => record.stream === stream) : [];
  const reasons = [...new Set(own.slice(0, rejected).map(({ reason }) => reason))];
  const more =
    reasons.length > SHOWN_REASONS ? [`… and ${reasons.length - SHOWN_REASONS} more reasons.`] : [];
  const records = rejected === 1 ? '1 record' : `${formatCount(rejected)} records`;
  const them = rejected === 1 ? 'It is' : 'They are';
  const note = appError(
    'invalid-input',
    `${of}: ${records} could not be read as events. ${them} kept sealed; all others were stored.`,
    [
      ...reasons.slice(0, SHOWN_REASONS),
      ...more,
      'The window shows each under its source, and so does: keyglass rejected list',
    ].join('\n'),
  );
  await stderr.write(messageOf('Note', note));
}

/**
 * What the runs of streams have to say beside their counts, each once for a source: its streams ask the same host, and a
 * clock that is off is off for all of them. Names the stream where only one has said it.
 */
export function distinctNotices(
  runs: readonly {
    readonly sourceId: string;
    readonly source: string;
    readonly stream: string;
    readonly notice: AppError | null;
  }[],
): readonly AppError[] {
  const said = new Map<string, { of: string; notice: AppError }>();
  for (const { sourceId, source, stream, notice } of runs) {
    if (notice === null) continue;
    const key = JSON.stringify([sourceId, notice.message]);
    said.set(key, { of: said.has(key) ? source : `${source} / ${stream}`, notice });
  }
  return [...said.values()].map(({ of, notice }) => ({ ...notice, message: `${of}: ${notice.message}` }));
}
