import { useState } from 'react';
import type { AppInfo } from '../../shared/app-info.ts';
import { type ExportFormat, exportFormats } from '../../shared/export-job.ts';
import { fields } from '../../shared/query/fields.ts';
import type { Question, Sort } from '../../shared/question.ts';
import { Choice } from '../design/choice.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount } from '../design/format-number.ts';
import { Icon } from '../design/icon.tsx';
import { showToast } from '../design/toast.tsx';
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
import { SaveDialog } from './save-dialog.tsx';

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
  const changePath = (next: string) => {
    setPath(next);
    start.reset();
  };
  return (
    <SaveDialog
      title={count === null ? 'Export' : `Export ${formatCount(count, 'event')}`}
      path={path}
      onPathChange={changePath}
      suggestedName={() => suggestFileName(format, Date.now())}
      canChoose={info.canChooseFiles}
      canSave={count !== 0}
      isPending={start.isPending}
      error={start.error}
      onSave={run}
      onClose={onClose}
      note={
        <p className={styles.masked}>
          <Icon name="lock" />
          Secret values are masked: type, length and fingerprint go along, the value does not.
        </p>
      }
    >
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
    </SaveDialog>
  );
}
