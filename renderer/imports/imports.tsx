import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type Command, useCommands } from '../frame/command-registry.ts';
import { useIpc } from '../ipc-client.ts';
import { DropTarget } from './drop-target.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { ImportsFeed } from './use-imports.ts';

/** Opens the import dialog without files: what "Import files…" does. */
const OpenImport = createContext<() => void>(() => {});

export function useOpenImport(): () => void {
  return useContext(OpenImport);
}

interface Opened {
  /** Grows with each opening, so that files dropped on an open dialog begin a new one. */
  readonly number: number;
  readonly paths: readonly string[];
  /** Files were dropped, but the shell can't tell where they lie. */
  readonly withoutPaths: number;
}

/** Once in the window: takes files that are dropped anywhere on it, and shows the dialog they open. */
export function Imports({ children }: { children: ReactNode }) {
  const ipc = useIpc();
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = useCallback(
    (paths: readonly string[], withoutPaths: number) =>
      setOpened((before) => ({ number: (before?.number ?? 0) + 1, paths, withoutPaths })),
    [],
  );
  const openEmpty = useCallback(() => open([], 0), [open]);
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'import',
        group: 'Sources',
        title: 'Import files…',
        keywords: 'load open json csv gzip records',
        run: openEmpty,
      },
    ],
    [openEmpty],
  );
  useCommands(commands);
  const onDrop = async (files: readonly File[]) => {
    const paths = await ipc.pathsOfFiles(files);
    open(paths ?? [], paths ? 0 : files.length);
  };
  return (
    <OpenImport value={openEmpty}>
      <ImportsFeed />
      {children}
      <DropTarget onDrop={(files) => void onDrop(files)} />
      {opened && (
        <ImportDialog
          key={opened.number}
          paths={opened.paths}
          withoutPaths={opened.withoutPaths}
          onClose={() => setOpened(null)}
        />
      )}
    </OpenImport>
  );
}
