import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../main/electron/menu.ts';

const roles = (items: readonly MenuItemConstructorOptions[]): readonly unknown[] =>
  items.flatMap((item) => [item.role, ...(Array.isArray(item.submenu) ? roles(item.submenu) : [])]);

describe('the menu', () => {
  it('offers reloading and developer tools only from a checkout', () => {
    expect(roles(menuTemplate('linux', false))).toContain('toggleDevTools');
    expect(roles(menuTemplate('linux', true))).not.toContain('toggleDevTools');
    expect(roles(menuTemplate('linux', true))).not.toContain('reload');
  });

  it('has the app menu on macOS and a way to quit everywhere', () => {
    expect(roles(menuTemplate('darwin', true))).toContain('appMenu');
    expect(roles(menuTemplate('win32', true))).toContain('quit');
  });
});
