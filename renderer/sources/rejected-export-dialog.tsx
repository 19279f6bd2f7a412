import { useState } from 'react';
import type { AppInfo } from '../../shared/app-info.ts';
import type { SourceStatus } from '../../shared/source-status.ts';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatBytes, formatCount } from '../design/format-number.ts';
import { TextField } from '../design/text-field.tsx';
import { showToast } from '../design/toast.tsx';
import { useIpc } from '../ipc-client.ts';
import { useRead, useSend } from '../queries.ts';
import { joinPath } from '../sharing/export-view.ts';
import styles from './rejected-drawer.module.css';

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
  const ipc = useIpc();
  const [path, setPath] = useState(() => joinPath(info.exportFolder, fileName(source.name, Date.now())));
  const send = useSend('sources.exportRejected');
  const isTaken = send.error?.expected?.includes('overwrite') ?? false;
  const change = (next: string) => {
    setPath(next);
    send.reset();
  };
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
  const choose = async () => {
    const chosen = await ipc.call('app.chooseSavePath', { suggestedName: fileName(source.name, Date.now()) });
    if (chosen.ok && chosen.value.path) change(chosen.value.path);
  };
  const isReady = path.trim() !== '' && !send.isPending;
  return (
    <ModalDialog
      title={`Export rejected records of ${source.name}`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind={isTaken ? 'danger' : 'primary'}
            onPress={() => run(isTaken)}
            isPending={send.isPending}
            isDisabled={path.trim() === ''}
          >
            {isTaken ? 'Overwrite the file' : 'Export'}
          </Button>
        </>
      }
    >
      <div className={styles.export}>
        <p>
          One record on each line, JSON Lines, with the time and the reason beside it. What is known for a
          secret is masked.
        </p>
        <div className={styles.path}>
          <TextField
            label="File"
            value={path}
            onChange={change}
            // Overwriting is the button's alone.
            onSubmit={() => isReady && run(false)}
            isMono
            hasFirstFocus
          />
          {info.canChooseFiles && (
            <Button icon="folder" onPress={() => void choose()}>
              Choose…
            </Button>
          )}
        </div>
        {send.error && <ErrorState error={send.error} tone={isTaken ? 'warning' : 'failure'} />}
      </div>
    </ModalDialog>
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
