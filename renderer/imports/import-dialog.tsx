import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { InspectedFile } from '../../shared/import-job.ts';
import { Button } from '../design/button.tsx';
import { ModalDialog } from '../design/dialog.tsx';
import { ErrorState } from '../design/error-state.tsx';
import { formatCount } from '../design/format-number.ts';
import { LoadingBar } from '../design/loading-bar.tsx';
import { useIpc } from '../ipc-client.ts';
import { asAppError, useRead, useSend } from '../queries.ts';
import { useSources } from '../sources/use-sources.ts';
import { ChooseFiles, ChooseFilesButton } from './choose-files.tsx';
import { FileList } from './file-list.tsx';
import styles from './import-dialog.module.css';
import { importGroups, isUndecided, type SaidOfFiles, usualSource } from './import-files.ts';
import { ImportProgress } from './import-progress.tsx';
import { SourceChoices } from './source-choices.tsx';

export interface ImportDialogProps {
  /** Files that were dropped; empty where they are yet to be chosen. */
  paths: readonly string[];
  /** How many files were dropped whose place the shell can't tell. */
  withoutPaths: number;
  onClose: () => void;
}

/** From files to stored events: what they are, where they go, how far it is, and what could not be read. */
export function ImportDialog({ paths: dropped, withoutPaths, onClose }: ImportDialogProps) {
  const [paths, setPaths] = useState(dropped);
  const [importIds, setImportIds] = useState<readonly string[] | null>(null);
  const add = (more: readonly string[]) => setPaths([...new Set([...paths, ...more])].slice(0, MOST_FILES));
  if (importIds !== null) return <ImportProgress importIds={importIds} onClose={onClose} />;
  if (paths.length > 0) {
    return <ChosenFiles paths={paths} onAdd={add} onStarted={setImportIds} onClose={onClose} />;
  }
  return (
    <ModalDialog title="Import files" isOpen onClose={onClose} closesOnPressOutside={false}>
      <ChooseFiles withoutPaths={withoutPaths} onChosen={add} />
    </ModalDialog>
  );
}

const MOST_FILES = 200;

interface ChosenFilesProps {
  paths: readonly string[];
  onAdd: (paths: readonly string[]) => void;
  onStarted: (importIds: readonly string[]) => void;
  onClose: () => void;
}

function ChosenFiles({ paths, onAdd, onStarted, onClose }: ChosenFilesProps) {
  const inspected = useInspected(paths);
  const sources = useSources().data?.sources ?? [];
  const [said, setSaid] = useState<SaidOfFiles>({ streams: {}, forced: {} });
  const [chosenSources, setChosenSources] = useState<Readonly<Record<string, string>>>({});
  const files = inspected.data?.files ?? [];
  const vendors = new Set(importGroups(files, said, {}).map(({ vendor }) => vendor));
  const sourceOf = Object.fromEntries(
    [...vendors].map((vendor) => [vendor, chosenSources[vendor] ?? usualSource(sources, vendor)]),
  );
  const groups = importGroups(files, said, sourceOf);
  const count = groups.reduce((sum, group) => sum + group.paths.length, 0);
  // A file that is another one by now is refused, and looked into again.
  const start = useStart(onStarted, () => void inspected.refetch());
  return (
    <ModalDialog
      title={`Import ${formatCount(paths.length, 'file')}`}
      size="large"
      isOpen
      onClose={onClose}
      closesOnPressOutside={false}
      footer={
        <>
          <ChooseFilesButton onChosen={onAdd}>Add files…</ChooseFilesButton>
          <span className={styles.gap} />
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            isDisabled={count === 0}
            isPending={start.isStarting}
            onPress={() => void start.run(groups)}
          >
            {count === 0 || count === paths.length ? 'Import' : `Import ${formatCount(count, 'file')}`}
          </Button>
        </>
      }
    >
      <div className={styles.content}>
        <LoadingBar isLoading={inspected.isFetching} label="Looking into the files" />
        {inspected.error && <ErrorState error={inspected.error} onRetry={() => void inspected.refetch()} />}
        {inspected.isPending && <p className={styles.note}>Looking into the files …</p>}
        {files.length > 0 && <FileList files={files} said={said} onSaid={setSaid} />}
        <SourceChoices
          vendors={[...vendors]}
          sources={sources}
          chosen={sourceOf}
          onChoose={(vendor, sourceId) => setChosenSources({ ...chosenSources, [vendor]: sourceId })}
        />
        <LeftOut files={files} said={said} count={count} />
        {start.error && <ErrorState error={start.error} />}
      </div>
    </ModalDialog>
  );
}

/** A file may change between two looks at it: what was found is forgotten with the dialog. */
function useInspected(paths: readonly string[]) {
  const queries = useQueryClient();
  useEffect(
    () => () => queries.removeQueries({ queryKey: ['imports.inspect'], type: 'inactive' }),
    [queries],
  );
  return useRead('imports.inspect', { paths: [...paths] });
}

interface LeftOutProps {
  files: readonly InspectedFile[];
  said: SaidOfFiles;
  count: number;
}

function LeftOut({ files, said, count }: LeftOutProps) {
  const undecided = files.filter((file) => isUndecided(file, said)).length;
  const left = files.length - count - undecided;
  return (
    <>
      {undecided > 0 && (
        <p className={styles.note}>
          {formatCount(undecided, 'file')} {undecided === 1 ? 'takes' : 'take'} no part until you say above
          how {undecided === 1 ? 'it is' : 'they are'} meant.
        </p>
      )}
      {left > 0 && (
        <p className={styles.note}>
          {formatCount(left, 'file')} {left === 1 ? 'takes' : 'take'} no part: say which stream’s records{' '}
          {left === 1 ? 'it holds, where it' : 'they hold, where they'} can be read.
        </p>
      )}
    </>
  );
}

/** Starts one import for each stream, all of them or none: where one is refused, those before it are stopped. */
function useStart(onStarted: (importIds: readonly string[]) => void, onRefused: () => void) {
  const { mutateAsync, isPending } = useSend('imports.start');
  const [error, setError] = useState<ReturnType<typeof asAppError> | null>(null);
  const ipc = useIpc();
  const run = async (groups: ReturnType<typeof importGroups>) => {
    const started: string[] = [];
    setError(null);
    try {
      for (const group of groups) {
        started.push((await mutateAsync({ ...group, paths: [...group.paths] })).importId);
      }
      onStarted(started);
    } catch (problem) {
      for (const importId of started) void ipc.call('imports.cancel', { importId });
      setError(asAppError(problem));
      onRefused();
    }
  };
  return { run, isStarting: isPending, error };
}
