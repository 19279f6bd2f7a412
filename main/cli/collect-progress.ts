import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import { US_PER_SECOND } from '../../shared/time-range.ts';
import type { SourceService } from '../collector/source-service.ts';
import type { CliEnvironment } from './command.ts';
import { formatCount } from './format-values.ts';
import { visibleText } from './visible-text.ts';

const LINE_EVERY_US = US_PER_SECOND;

/** Says on stderr how far collecting is, a line a second at most. The returned function ends it. */
export function showProgress(
  sources: Pick<SourceService, 'onChange'>,
  { stderr, clock }: Pick<CliEnvironment, 'stderr' | 'clock'>,
): () => void {
  let toldAtUs = Number.NEGATIVE_INFINITY;
  let told = '';
  return sources.onChange((changed) => {
    const line = progressLine(changed);
    if (line === '' || line === told || clock.nowUs() - toldAtUs < LINE_EVERY_US) return;
    toldAtUs = clock.nowUs();
    told = line;
    void stderr.write(`${line}\n`);
  });
}

/** More streams than this at once are told by source: a line has to be read within its second. */
const mostStreamsByName = 3;

/** Empty where nothing is being collected. */
export function progressLine(sources: readonly SourceStatus[]): string {
  const going = sources.flatMap((source) => {
    const streams = source.streams.filter(({ phase }) => phase === 'collecting' || phase === 'retrying');
    return streams.length === 0 ? [] : [{ source, streams }];
  });
  const count = going.reduce((sum, { streams }) => sum + streams.length, 0);
  const tell = count <= mostStreamsByName ? streamsProgress : sourceProgress;
  return going.flatMap(({ source, streams }) => tell(source, streams).map(visibleText)).join(' · ');
}

function streamsProgress(source: SourceStatus, going: readonly StreamStatus[]): string[] {
  return going.map((stream) => `${source.name} / ${stream.stream}: ${streamProgress(stream)}`);
}

function sourceProgress(source: SourceStatus, going: readonly StreamStatus[]): string[] {
  const received = going.reduce((sum, { lastRun }) => sum + (lastRun?.counts.received ?? 0), 0);
  const waiting = going.filter(({ phase }) => phase === 'retrying').length;
  const streams = `${formatCount(going.length)} ${going.length === 1 ? 'stream' : 'streams'} going on`;
  const parts = [streams, `${formatCount(received)} received`];
  if (waiting > 0) parts.push(`${formatCount(waiting)} waiting to try again`);
  return [`${source.name}: ${parts.join(', ')}`];
}

function streamProgress({ phase, progress, lastRun }: StreamStatus): string {
  const received = `${formatCount(lastRun?.counts.received ?? 0)} received`;
  const retrying = phase === 'retrying' ? ['waiting to try again'] : [];
  if (!progress) return [...retrying, received].join(', ');
  const total = progress.total === null ? '' : ` of ${formatCount(progress.total)}`;
  const where = `${progress.unit} ${formatCount(progress.done)}${total} (${progress.at})`;
  return [...retrying, where, received].join(', ');
}
