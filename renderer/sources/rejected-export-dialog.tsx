import { useState } from 'react';
import type { AppInfo } from '../../shared/app-info.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatBytes, formatCount } from '../design/format-number.ts';
import { showToast } from '../design/toast.tsx';
import { useRead, useSend } from '../queries.ts';
import { joinPath } from '../sharing/export-view.ts';
import { SaveDialog } from '../sharing/save-dialog.tsx';

interface RejectedExportProps {
  source: SourceStatus;
  onClose: () => void;
}

/** Writes all rejected records of a source to a file, masked. Mounted while it is open. */
export function RejectedExportDialog(props: RejectedExportProps) {
  const info = useRead('app.info', {});
  if (info.data) return <RejectedExportForm {...props} info={info.data} />;
  return (
    <ModalDialog title="Export rejected records" isOpen onClose={props.onClose}>
      {info.error && <ErrorState error={info.error} />}
    </ModalDialog>
  );
}

function RejectedExportForm({ source, onClose, info }: RejectedExportProps & { info: AppInfo }) {
  const [path, setPath] = useState(() => joinPath(info.exportFolder, fileName(source.name, Date.now())));
  const send = useSend('sources.exportRejected');
  const run = (overwrite: boolean) =>
    send.mutate(
      { sourceId: source.sourceId, path: path.trim(), overwrite },
      {
        onSuccess: ({ written, bytes, path: place }) => {
          showToast({
            tone: 'success',
            title: `${formatCount(written, 'record')} exported, ${formatBytes(bytes)}`,
            text: place,
          });
          onClose();
        },
      },
    );
  return (
    <SaveDialog
      title={`Export rejected records of ${source.name}`}
      path={path}
      onPathChange={(next) => {
        setPath(next);
        send.reset();
      }}
      suggestedName={() => fileName(source.name, Date.now())}
      canChoose={info.canChooseFiles}
      hasPathFirst
      isPending={send.isPending}
      error={send.error}
      onSave={run}
      onClose={onClose}
    >
      <p>
        One record on each line, JSON Lines, with the time and the reason beside it. What is known for a
        secret is masked.
      </p>
    </SaveDialog>
  );
}

/** A name that a file may have everywhere, whatever the source is called. */
function fileName(sourceName: string, nowMs: number): string {
  const name = sourceName
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase();
  const day = new Date(nowMs).toISOString().slice(0, 10);
  return `rejected-${name === '' ? 'records' : name.slice(0, 60)}-${day}.jsonl`;
}
