import { describe, expect, it } from 'vitest';
import { isShortcut, type KeyPress, shortcutLabel } from '../../../../renderer/frame/shortcut.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('shortcuts', () => {
  it('take Ctrl for mod, and Cmd on a Mac', () => {
    expect(isShortcut(press('k', { ctrlKey: true }), 'mod+k', false)).toBe(true);
    expect(isShortcut(press('k', { metaKey: true }), 'mod+k', true)).toBe(true);
    expect(isShortcut(press('k', { ctrlKey: true }), 'mod+k', true)).toBe(false);
  });

  it('are not met with a key more than they name', () => {
    expect(isShortcut(press('k', { ctrlKey: true, metaKey: true }), 'mod+k', false)).toBe(false);
    expect(isShortcut(press('z', { ctrlKey: true, shiftKey: true }), 'mod+z', false)).toBe(false);
    expect(isShortcut(press('s', { altKey: true }), 's', false)).toBe(false);
  });

  it('know an upper-case letter by its key', () => {
    expect(isShortcut(press('Z', { ctrlKey: true, shiftKey: true }), 'shift+mod+z', false)).toBe(true);
  });

  it('take a sign however the keyboard makes it', () => {
    expect(isShortcut(press('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(isShortcut(press('?'), '?', false)).toBe(true);
    expect(isShortcut(press('+', { shiftKey: true }), '+', false)).toBe(true);
    expect(isShortcut(press('/', { ctrlKey: true }), '/', false)).toBe(false);
  });

  it('are written as people know them', () => {
    expect(
      ['mod+k', 'shift+mod+z', '?', '+', 'mod+,'].map((shortcut) => shortcutLabel(shortcut, false)),
    ).toEqual(['Ctrl K', 'Shift Ctrl Z', '?', '+', 'Ctrl ,']);
    expect(shortcutLabel('shift+mod+z', true)).toBe('⇧⌘Z');
  });
});
