import type { SourceStatus } from '../../shared/source-status.ts';
import type { VendorDescriptor } from '../../shared/vendor-descriptor.ts';
import { BackFillDialog } from './back-fill-dialog.tsx';
import { RejectedDrawer } from './rejected-drawer.tsx';
import { RemoveSourceDialog } from './remove-source-dialog.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { StreamDrawer } from './stream-drawer.tsx';

/** What lies over the list. */
export type OpenOverlay =
  | { readonly kind: 'add'; readonly vendor?: string }
  | { readonly kind: 'edit' | 'rejected' | 'remove'; readonly sourceId: string }
  | { readonly kind: 'stream'; readonly sourceId: string; readonly stream: string }
  | {
      readonly kind: 'back-fill';
      readonly sourceId: string;
      readonly stream: string | null;
      readonly range?: { readonly from: string; readonly until: string };
    }
  | null;

interface SourceOverlaysProps {
  open: OpenOverlay;
  sources: readonly SourceStatus[];
  vendors: readonly VendorDescriptor[];
  onOpen: (open: OpenOverlay) => void;
}

/** Looked up by id at each change, so that an open drawer shows the source as it is now. */
export function SourceOverlays({ open, sources, vendors, onOpen }: SourceOverlaysProps) {
  const chosen =
    open && open.kind !== 'add' ? sources.find(({ sourceId }) => sourceId === open.sourceId) : undefined;
  const source = chosen ?? null;
  const vendor = vendors.find((known) => known.vendor === source?.vendor) ?? null;
  const otherNames = sources.filter((other) => other !== chosen).map(({ name }) => name);
  const onClose = () => onOpen(null);
  const stream = open?.kind === 'stream' && source?.streams.find((one) => one.stream === open.stream);
  return (
    <>
      {vendors.length > 0 && (open?.kind === 'add' || (open?.kind === 'edit' && source)) && (
        <SourceDialog
          vendors={vendors}
          source={source}
          first={open.kind === 'add' ? (open.vendor ?? null) : null}
          otherNames={otherNames}
          onClose={onClose}
        />
      )}
      <RejectedDrawer source={open?.kind === 'rejected' ? source : null} onClose={onClose} />
      <RemoveSourceDialog source={open?.kind === 'remove' ? source : null} onClose={onClose} />
      {stream && source && (
        <StreamDrawer
          source={source}
          stream={stream}
          vendor={vendor}
          onEdit={({ sourceId }) => onOpen({ kind: 'edit', sourceId })}
          onBackFill={({ sourceId }, name, range) =>
            onOpen({ kind: 'back-fill', sourceId, stream: name, ...(range ? { range } : {}) })
          }
          onClose={onClose}
        />
      )}
      {open?.kind === 'back-fill' && source && (
        <BackFillDialog
          source={source}
          vendor={vendor}
          stream={open.stream}
          {...(open.range ? { range: open.range } : {})}
          onClose={onClose}
        />
      )}
    </>
  );
}
