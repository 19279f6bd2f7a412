import { useState } from 'react';
import type { AppInfo } from '../../shared/app-info.ts';
import { type ExportFormat, exportFormats } from '../../shared/export-job.ts';
import { fields } from '../../shared/query/fields.ts';
import type { Question, Sort } from '../../shared/question.ts';
import { Button } from '../design/button.tsx';
import { Choice } from '../design/choice.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount } from '../design/format-number.ts';
import { Icon } from '../design/icon.tsx';
import { TextField } from '../design/text-field.tsx';
import { showToast } from '../design/toast.tsx';
import { useIpc } from '../ipc-client.ts';
import { useRead, useSend } from '../queries.ts';
import styles from './export-dialog.module.css';
import {
  formatNames,
  formatNotes,
  hasColumns,
  joinPath,
  suggestFileName,
  withEnding,
} from './export-view.ts';

export interface ExportDialogProps {
  question: Question;
  sort: Sort;
  /** Columns of the table, in its order. */
  visibleColumns: readonly string[];
  /** How many events the question selects; null while it is not known. */
  count: number | null;
  onClose: () => void;
}

/** Asks for format, columns and place, then starts the export. Mounted for as long as it is open. */
export function ExportDialog(props: ExportDialogProps) {
  const info = useRead('app.info', {});
  // The form starts with the export folder in it, so it waits for the answer, which is there since the window opened.
  if (info.data) return <ExportForm {...props} info={info.data} />;
  return (
    <ModalDialog title="Export" isOpen onClose={props.onClose}>
      {info.error && <ErrorState error={info.error} />}
    </ModalDialog>
  );
}

function ExportForm({
  question,
  sort,
  visibleColumns,
  count,
  onClose,
  info,
}: ExportDialogProps & { info: AppInfo }) {
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [columns, setColumns] = useState<'visible' | 'all'>('visible');
  const [path, setPath] = useState(() => joinPath(info.exportFolder, suggestFileName('csv', Date.now())));
  const start = useSend('exports.start');
  const isTaken = isFileThere(start.error);
  const run = (overwrite: boolean) =>
    start.mutate(
      {
        question,
        sort,
        format,
        columns: columns === 'visible' ? [...visibleColumns] : fields.map(({ column }) => column),
        path: path.trim(),
        overwrite,
      },
      {
        onSuccess: () => {
          showToast({ tone: 'info', title: 'Export started', text: 'Sharing shows how far it is.' });
          onClose();
        },
      },
    );
  const canStart = path.trim() !== '' && count !== 0;
  const changePath = (next: string) => {
    setPath(next);
    start.reset();
  };
  return (
    <ModalDialog
      title={count === null ? 'Export' : `Export ${formatCount(count, 'event')}`}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind={isTaken ? 'danger' : 'primary'}
            onPress={() => run(isTaken)}
            isPending={start.isPending}
            isDisabled={!canStart}
          >
            {isTaken ? 'Overwrite the file' : 'Export'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Choice
          label="Format"
          value={format}
          onChange={(next) => {
            changePath(withEnding(path, format, next));
            setFormat(next);
          }}
          options={exportFormats.map((id) => ({ id, label: formatNames[id], note: formatNotes[id] }))}
        />
        {hasColumns(format) && (
          <Choice
            label="Columns"
            value={columns}
            onChange={setColumns}
            options={[
              {
                id: 'visible',
                label: `Those of the table (${visibleColumns.length})`,
                note: 'In the table’s order.',
              },
              { id: 'all', label: `All (${fields.length})`, note: 'Every column Keyglass keeps.' },
            ]}
          />
        )}
        <PathField
          path={path}
          onChange={changePath}
          // Overwriting is the button's alone.
          onSubmit={() => canStart && !start.isPending && run(false)}
          format={format}
          canChoose={info.canChooseFiles}
        />
        <p className={styles.masked}>
          <Icon name="lock" />
          Secret values are masked: type, length and fingerprint go along, the value does not.
        </p>
        {start.error && <ErrorState error={start.error} tone={isTaken ? 'warning' : 'failure'} />}
      </div>
    </ModalDialog>
  );
}

/** Main names the answer that would lift the refusal. */
function isFileThere(error: { expected?: string[] | undefined } | null): boolean {
  return error?.expected?.includes('overwrite') ?? false;
}

interface PathFieldProps {
  path: string;
  onChange: (path: string) => void;
  onSubmit: () => void;
  format: ExportFormat;
  canChoose: boolean;
}

function PathField({ path, onChange, onSubmit, format, canChoose }: PathFieldProps) {
  const ipc = useIpc();
  const choose = async () => {
    const chosen = await ipc.call('app.chooseSavePath', {
      suggestedName: suggestFileName(format, Date.now()),
    });
    if (chosen.ok && chosen.value.path) onChange(chosen.value.path);
  };
  return (
    <div className={styles.path}>
      <TextField label="File" value={path} onChange={onChange} onSubmit={onSubmit} isMono />
      {canChoose && (
        <Button icon="folder" onPress={() => void choose()}>
          Choose…
        </Button>
      )}
    </div>
  );
}
