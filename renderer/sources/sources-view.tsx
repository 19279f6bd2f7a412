import { useLayoutEffect, useState } from 'react';
import { z } from 'zod';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { ViewHeader } from '../design/view-header.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { usePreference } from '../frame/preferences.tsx';
import { useStatusText } from '../frame/status-text.tsx';
import { useOpenImport } from '../imports/imports.tsx';
import { useRead } from '../queries.ts';
import { MapAgainNotice } from './map-again-notice.tsx';
import { type OpenOverlay, SourceOverlays } from './source-overlays.tsx';
import { SourceTable } from './source-table.tsx';
import styles from './sources-view.module.css';
import { useSources } from './use-sources.ts';

/** Ids of the sources whose streams the analyst has folded away. */
const foldedSchema = z.array(z.string()).max(1_000);
const noneFolded: string[] = [];

/** Where events come from, and how that is going. */
export function SourcesView() {
  const answer = useSources();
  const vendors = useRead('vendors.list', {});
  const [open, setOpen] = useState<OpenOverlay>(null);
  const [folded, setFolded] = usePreference('sources.folded', foldedSchema, noneFolded);
  const [sought, setSought] = useState<string | null>(null);
  useSourcesRequest(setOpen, setSought);
  const problem = answer.error ?? vendors.error;
  const sources = answer.data?.sources ?? [];
  useStatusText(answer.data ? countsText(sources) : '');
  const actions = (
    <div className={styles.actions}>
      <ImportButton />
      <Button kind="primary" icon="plus" onPress={() => setOpen({ kind: 'add' })} isDisabled={!vendors.data}>
        Add source
      </Button>
    </div>
  );
  return (
    <>
      <ViewHeader title="Sources" actions={sources.length > 0 && actions} />
      <LoadingBar isLoading={answer.isPending} />
      {problem && (
        <div className={styles.error}>
          <ErrorState
            error={problem}
            onRetry={() => {
              void answer.refetch();
              void vendors.refetch();
            }}
          />
        </div>
      )}
      {answer.data && sources.length === 0 && (
        <EmptyState icon="sources" title="No source yet" actions={actions}>
          A source is one vendor’s API with your credentials. Its past comes in first, then what is new at
          each interval. Records that you have as files can be imported without one.
        </EmptyState>
      )}
      {sources.length > 0 && (
        <>
          <MapAgainNotice />
          <SourceTable
            sources={sources}
            vendors={vendors.data?.vendors ?? []}
            folded={folded}
            sought={sought}
            onFound={() => setSought(null)}
            onFold={(sourceId, isFolded) => {
              const others = folded.filter((id) => id !== sourceId);
              setFolded(isFolded ? [...others, sourceId] : others);
            }}
            onEdit={({ sourceId }) => setOpen({ kind: 'edit', sourceId })}
            onShowRejected={({ sourceId }) => setOpen({ kind: 'rejected', sourceId })}
            onRemove={({ sourceId }) => setOpen({ kind: 'remove', sourceId })}
            onBackFill={({ sourceId }, stream) => setOpen({ kind: 'back-fill', sourceId, stream })}
            onShowStream={({ sourceId }, { stream }) => setOpen({ kind: 'stream', sourceId, stream })}
          />
        </>
      )}
      <SourceOverlays open={open} sources={sources} vendors={vendors.data?.vendors ?? []} onOpen={setOpen} />
    </>
  );
}

function ImportButton() {
  const openImport = useOpenImport();
  return (
    <Button icon="folder" onPress={openImport}>
      Import files…
    </Button>
  );
}

function countsText(sources: readonly { readonly streams: readonly unknown[] }[]): string {
  const streams = sources.reduce((sum, source) => sum + source.streams.length, 0);
  return `${formatCount(sources.length, 'source')}, ${formatCount(streams, 'stream')}`;
}

/** "Add a source" from elsewhere opens the form, a source that was asked for is gone to; each request once. */
function useSourcesRequest(
  setOpen: (open: OpenOverlay) => void,
  setSought: (sourceId: string | null) => void,
): void {
  const { sourcesRequest, takeSourcesRequest } = useAppState();
  useLayoutEffect(() => {
    if (!sourcesRequest) return;
    const { add, vendor, sourceId = null } = sourcesRequest;
    if (add) setOpen({ kind: 'add', ...(vendor === undefined ? {} : { vendor }) });
    setSought(sourceId);
    takeSourcesRequest();
  }, [sourcesRequest, takeSourcesRequest, setOpen, setSought]);
}
