import { describe, expect, it } from 'vitest';
import { gridCommand } from '../../../renderer/explore/table/grid-key.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => gridCommand({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('a key in the table', () => {
  it('walks with arrows and letters alike', () => {
    expect(press('j')).toEqual(press('ArrowDown'));
    expect(press('k')).toEqual(press('ArrowUp'));
  });

  it('filters for the cell by plus, with shift or without', () => {
    expect(press('+', { shiftKey: true })).toEqual({ kind: 'filter-for' });
    expect(press('+')).toEqual({ kind: 'filter-for' });
    expect(press('-')).toEqual({ kind: 'filter-out' });
  });

  it('changes the width with shift and an arrow, in both directions', () => {
    expect(press('ArrowLeft', { shiftKey: true })).toEqual({ kind: 'width', by: -16 });
    expect(press('ArrowRight', { shiftKey: true })).toEqual({ kind: 'width', by: 16 });
  });

  it('leaves the window its own keys', () => {
    expect(press('k', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', { altKey: true })).toBeNull();
    expect(press('/')).toBeNull();
    expect(press('[')).toBeNull();
  });
});
