import { useEffect, useEffectEvent } from 'react';
import { useCommandList } from './command-registry.ts';
import { isShortcut } from './shortcut.ts';

export const isMac = /mac/i.test(navigator.platform);

/** Once in the window: runs the command whose shortcut is pressed. */
export function useShortcuts(): void {
  const commands = useCommandList();
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isInOverlay(event.target)) return;
    const isTyping = isTextInput(event.target);
    const command = commands.findLast(
      ({ shortcut, isEnabled = true }) =>
        shortcut !== undefined &&
        isEnabled &&
        !(isTyping && belongsToText(shortcut)) &&
        isShortcut(event, shortcut, isMac),
    );
    if (!command) return;
    event.preventDefault();
    command.run();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** Letters belong to the text that is being typed; so do undo and redo, which the text does itself. */
function belongsToText(shortcut: string): boolean {
  return !shortcut.includes('mod+') || /\+[zy]$/.test(shortcut);
}

/** Where typing belongs to a text that is being written. */
export function isTextInput(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** A dialog or a menu has the keyboard to itself. */
function isInOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}
