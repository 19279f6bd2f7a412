import { useLayoutEffect, useState } from 'react';
import type { SourceStatus } from '../../shared/source-status.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { ViewHeader } from '../design/view-header.tsx';
import { useAppState } from '../frame/app-state.tsx';
import { useStatusText } from '../frame/status-text.tsx';
import { useRead } from '../queries.ts';
import { RejectedDrawer } from './rejected-drawer.tsx';
import { RemoveSourceDialog } from './remove-source-dialog.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceTable } from './source-table.tsx';
import styles from './sources-view.module.css';
import { useSources } from './use-sources.ts';

type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'rejected' | 'remove'; readonly sourceId: string }
  | null;

/** Where events come from, and how that is going. */
export function SourcesView() {
  const answer = useSources();
  const vendors = useRead('vendors.list', {});
  const [open, setOpen] = useState<Open>(null);
  useSourcesRequest(setOpen);
  const problem = answer.error ?? vendors.error;
  const sources = answer.data?.sources ?? [];
  useStatusText(answer.data ? formatCount(sources.length, 'source') : '');
  const add = (
    <Button kind="primary" icon="plus" onPress={() => setOpen({ kind: 'add' })} isDisabled={!vendors.data}>
      Add source
    </Button>
  );
  return (
    <>
      <ViewHeader title="Sources" actions={sources.length > 0 && add} />
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
        <EmptyState icon="sources" title="No source yet" actions={add}>
          A source is one vendor’s API with a token. Its past comes in day by day, then what is new at each
          interval.
        </EmptyState>
      )}
      {sources.length > 0 && (
        <SourceTable
          sources={sources}
          onEdit={({ sourceId }) => setOpen({ kind: 'edit', sourceId })}
          onShowRejected={({ sourceId }) => setOpen({ kind: 'rejected', sourceId })}
          onRemove={({ sourceId }) => setOpen({ kind: 'remove', sourceId })}
        />
      )}
      <Overlays
        open={open}
        sources={sources}
        vendors={vendors.data?.vendors ?? []}
        onClose={() => setOpen(null)}
      />
    </>
  );
}

interface OverlaysProps {
  open: Open;
  sources: readonly SourceStatus[];
  vendors: Parameters<typeof SourceDialog>[0]['vendors'];
  onClose: () => void;
}

/** Looked up by id at each change, so that an open drawer shows the source as it is now. */
function Overlays({ open, sources, vendors, onClose }: OverlaysProps) {
  const chosen =
    open && open.kind !== 'add' ? sources.find(({ sourceId }) => sourceId === open.sourceId) : undefined;
  const source = chosen ?? null;
  const otherNames = sources.filter((other) => other !== chosen).map(({ name }) => name);
  return (
    <>
      {vendors.length > 0 && (open?.kind === 'add' || (open?.kind === 'edit' && source)) && (
        <SourceDialog vendors={vendors} source={source} otherNames={otherNames} onClose={onClose} />
      )}
      <RejectedDrawer source={open?.kind === 'rejected' ? source : null} onClose={onClose} />
      <RemoveSourceDialog source={open?.kind === 'remove' ? source : null} onClose={onClose} />
    </>
  );
}

/** "Add a source" from elsewhere opens the form; each request once. */
function useSourcesRequest(setOpen: (open: Open) => void): void {
  const { sourcesRequest, takeSourcesRequest } = useAppState();
  useLayoutEffect(() => {
    if (!sourcesRequest) return;
    if (sourcesRequest.add) setOpen({ kind: 'add' });
    takeSourcesRequest();
  }, [sourcesRequest, takeSourcesRequest, setOpen]);
}
