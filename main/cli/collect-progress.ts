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

/** Empty where nothing is being collected. */
export function progressLine(sources: readonly SourceStatus[]): string {
  return sources
    .flatMap((source) =>
      source.streams
        .filter(({ phase }) => phase === 'collecting' || phase === 'retrying')
        .map((stream) => visibleText(`${source.name} / ${stream.stream}: ${streamProgress(stream)}`)),
    )
    .join(' · ');
}

function streamProgress({ phase, progress, lastRun }: StreamStatus): string {
  const received = `${formatCount(lastRun?.counts.received ?? 0)} received`;
  const retrying = phase === 'retrying' ? ['waiting to try again'] : [];
  if (!progress) return [...retrying, received].join(', ');
  const total = progress.total === null ? '' : ` of ${formatCount(progress.total)}`;
  const where = `${progress.unit} ${formatCount(progress.done)}${total} (${progress.at})`;
  return [...retrying, where, received].join(', ');
}
