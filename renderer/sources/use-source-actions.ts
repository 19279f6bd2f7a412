import type { SourceStatus, StreamStatus } from '../../shared/source-status.ts';
import { showToast } from '../design/toast.tsx';
import { asAppError, useSend } from '../queries.ts';

const onError = (problem: unknown) => {
  const error = asAppError(problem);
  showToast({ tone: 'failure', title: error.message, text: error.remedy });
};

/** The list follows by itself: main tells of each change. Only a refusal has to be shown. */
export function useSourceActions({ sourceId }: Pick<SourceStatus, 'sourceId'>) {
  const collect = useSend('sources.collect');
  const pause = useSend('sources.pause');
  const resume = useSend('sources.resume');
  const cancel = useSend('sources.cancel');
  const input = { sourceId };
  return {
    collect: () => collect.mutate({ ...input, stream: null }, { onError }),
    pause: () => pause.mutate(input, { onError }),
    resume: () => resume.mutate(input, { onError }),
    cancel: () => cancel.mutate(input, { onError }),
  };
}

/** What can be done with one stream. */
export function useStreamActions(source: SourceStatus, { stream }: Pick<StreamStatus, 'stream'>) {
  const collect = useSend('sources.collect');
  const update = useSend('sources.update');
  const pauseBackFill = useSend('sources.pauseBackFill');
  const resumeBackFill = useSend('sources.resumeBackFill');
  const cancelBackFill = useSend('sources.cancelBackFill');
  const { sourceId } = source;
  const which = { sourceId, stream };
  return {
    collect: () => collect.mutate(which, { onError }),
    switchTo: (enabled: boolean) =>
      update.mutate({ sourceId, streams: withSwitched(source, stream, enabled) }, { onError }),
    pauseBackFill: () => pauseBackFill.mutate(which, { onError }),
    resumeBackFill: () => resumeBackFill.mutate(which, { onError }),
    cancelBackFill: () => cancelBackFill.mutate(which, { onError }),
  };
}

/** The settings of all streams, since one that is not named would go back to its defaults. */
function withSwitched({ streams }: SourceStatus, name: string, enabled: boolean) {
  return Object.fromEntries(
    streams.map(({ stream, settings }) => [stream, stream === name ? { ...settings, enabled } : settings]),
  );
}
