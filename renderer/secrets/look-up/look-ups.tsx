import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { type Command, useCommands } from '../../frame/command-registry.ts';
import { LookUpDialog } from './look-up-dialog.tsx';

const OpenLookUp = createContext<() => void>(() => {});

/** Opens the question whether a value was exposed. */
export function useOpenLookUp(): () => void {
  return useContext(OpenLookUp);
}

/** Once in the window: the command, and the dialog it opens over any view. */
export function LookUps({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  const commands = useMemo<readonly Command[]>(
    () => [
      {
        id: 'secrets.look-up',
        group: 'Secrets',
        title: 'Was this value exposed?',
        shortcut: 'shift+mod+f',
        keywords: 'look up leak fingerprint password token clipboard',
        run: open,
      },
    ],
    [open],
  );
  useCommands(commands);
  return (
    <OpenLookUp value={open}>
      {children}
      {isOpen && <LookUpDialog onClose={() => setOpen(false)} />}
    </OpenLookUp>
  );
}
