/** What a key does while the table has the focus. */
export type GridCommand =
  | { readonly kind: 'row'; readonly by: number }
  | { readonly kind: 'page'; readonly by: -1 | 1 }
  | { readonly kind: 'row-end'; readonly at: 'first' | 'last' }
  | { readonly kind: 'column'; readonly by: -1 | 1 }
  | { readonly kind: 'column-end'; readonly at: 'first' | 'last' }
  | { readonly kind: 'width'; readonly by: number }
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  | { readonly kind: 'filter-for' }
  | { readonly kind: 'filter-out' }
  | { readonly kind: 'copy' };

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const plain: Readonly<Record<string, GridCommand>> = {
  ArrowDown: { kind: 'row', by: 1 },
  j: { kind: 'row', by: 1 },
  ArrowUp: { kind: 'row', by: -1 },
  k: { kind: 'row', by: -1 },
  ArrowLeft: { kind: 'column', by: -1 },
  h: { kind: 'column', by: -1 },
  ArrowRight: { kind: 'column', by: 1 },
  l: { kind: 'column', by: 1 },
  PageDown: { kind: 'page', by: 1 },
  ' ': { kind: 'page', by: 1 },
  PageUp: { kind: 'page', by: -1 },
  Home: { kind: 'row-end', at: 'first' },
  End: { kind: 'row-end', at: 'last' },
  Enter: { kind: 'open' },
  Escape: { kind: 'close' },
  '+': { kind: 'filter-for' },
  '=': { kind: 'filter-for' },
  '-': { kind: 'filter-out' },
};

/** Null for keys that aren't the table's. `+` comes with or without shift, by the keyboard's layout. */
export function gridCommand(key: Key): GridCommand | null {
  if (key.altKey) return null;
  if (key.ctrlKey || key.metaKey) return commandWithControl(key.key);
  if (key.shiftKey) {
    if (key.key === 'ArrowLeft') return { kind: 'width', by: -16 };
    if (key.key === 'ArrowRight') return { kind: 'width', by: 16 };
    if (key.key === ' ') return { kind: 'page', by: -1 };
  }
  return plain[key.key] ?? null;
}

function commandWithControl(key: string): GridCommand | null {
  switch (key) {
    case 'ArrowLeft':
    case 'Home':
      return { kind: 'column-end', at: 'first' };
    case 'ArrowRight':
    case 'End':
      return { kind: 'column-end', at: 'last' };
    case 'ArrowUp':
      return { kind: 'row-end', at: 'first' };
    case 'ArrowDown':
      return { kind: 'row-end', at: 'last' };
    case 'c':
      return { kind: 'copy' };
    default:
      return null;
  }
}
