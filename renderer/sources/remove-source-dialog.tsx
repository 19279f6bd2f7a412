import { useQueryClient } from '@tanstack/react-query';
import type { SourceStatus } from '../../shared/source-status.ts';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { useSend } from '../queries.ts';
import { sourcesKey } from './use-sources.ts';

export function RemoveSourceDialog({
  source,
  onClose,
}: {
  source: SourceStatus | null;
  onClose: () => void;
}) {
  const queries = useQueryClient();
  const remove = useSend('sources.remove');
  return (
    <ConfirmDialog
      title={source ? `Remove ${source.name}?` : ''}
      isOpen={source !== null}
      onCancel={onClose}
      confirmLabel="Remove source"
      isDanger
      isPending={remove.isPending}
      onConfirm={() => {
        if (!source) return;
        remove.mutate(
          { sourceId: source.sourceId },
          {
            onSuccess: () => {
              void queries.invalidateQueries({ queryKey: sourcesKey });
              onClose();
            },
          },
        );
      }}
    >
      <p>Collecting ends and the credentials are removed from the keychain. Events that are stored stay.</p>
      {remove.error && <ErrorState error={remove.error} />}
    </ConfirmDialog>
  );
}
