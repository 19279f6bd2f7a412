/** What of a `KeyboardEvent` a shortcut is made of. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether the key press is the shortcut (`shift+mod+z`). For signs such as `?` Shift belongs to the sign itself. */
export function isShortcut(press: KeyPress, shortcut: string, isMac: boolean): boolean {
  const parts = shortcut.toLowerCase().split('+');
  // "+" itself splits into two empty parts.
  const key = shortcut.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const wantsMod = parts.includes('mod');
  const hasMod = isMac ? press.metaKey : press.ctrlKey;
  const hasOther = isMac ? press.ctrlKey : press.metaKey;
  if (press.key.toLowerCase() !== key || hasMod !== wantsMod || hasOther) return false;
  if (press.altKey !== parts.includes('alt')) return false;
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  return isSign || press.shiftKey === parts.includes('shift');
}

/** For people: `Ctrl K`, or `⌘K` on a Mac. */
export function shortcutLabel(shortcut: string, isMac: boolean): string {
  const names: Record<string, string> = isMac
    ? { mod: '⌘', shift: '⇧', alt: '⌥' }
    : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' };
  const parts = shortcut === '+' ? ['+'] : shortcut.split('+');
  const words = parts.map(
    (part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : capitalised(part)),
  );
  return words.join(isMac ? '' : ' ');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
