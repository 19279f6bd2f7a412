import { createContext, useContext, useEffect, useId, useSyncExternalStore } from 'react';

/** Something the analyst can do from the keyboard: in the palette, in the help, and by its shortcut. */
export interface Command {
  readonly id: string;
  /** A verb and its object: "Export this result". */
  readonly title: string;
  readonly group: string;
  /** `mod` is Ctrl, or Cmd on a Mac: `mod+k`, `shift+mod+z`, `/`, `[`. */
  readonly shortcut?: string;
  /** Other words it may be searched by. */
  readonly keywords?: string;
  /** Shown and runnable; true unless given. */
  readonly isEnabled?: boolean;
  readonly run: () => void;
}

export interface CommandRegistry {
  /** Sorted as registered, oldest first. The same array until something changes. */
  list(): readonly Command[];
  put(owner: string, commands: readonly Command[]): void;
  remove(owner: string): void;
  subscribe(listener: () => void): () => void;
}

export function createCommandRegistry(): CommandRegistry {
  const owners = new Map<string, readonly Command[]>();
  const listeners = new Set<() => void>();
  let all: readonly Command[] = [];
  const changed = () => {
    all = [...owners.values()].flat();
    for (const listener of listeners) listener();
  };
  return {
    list: () => all,
    put(owner, commands) {
      owners.set(owner, commands);
      changed();
    },
    remove(owner) {
      owners.delete(owner);
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const CommandContext = createContext<CommandRegistry | null>(null);

function useRegistry(): CommandRegistry {
  const registry = useContext(CommandContext);
  if (!registry) throw new Error('No CommandContext above this component');
  return registry;
}

/**
 * Offers commands for as long as the component is shown (not while its view is hidden). Pass a memoised array: a new
 * one is a new registration. Where two commands share a shortcut, the one registered last has it.
 */
export function useCommands(commands: readonly Command[]): void {
  const registry = useRegistry();
  const owner = useId();
  useEffect(() => {
    registry.put(owner, commands);
    return () => registry.remove(owner);
  }, [registry, owner, commands]);
}

export function useCommandList(): readonly Command[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, registry.list);
}
