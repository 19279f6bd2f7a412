import { describe, expect, it } from 'vitest';
import { foldText, searchText } from '../../../main/database/search-text.ts';
import { anEventToStore, type EventOverrides } from '../../helpers/event-builders.ts';

function textOf(overrides: EventOverrides): string {
  const { event, raw } = anEventToStore(overrides);
  return searchText(event, raw, 'audit', 'entro');
}

describe('searchText', () => {
  it('holds every string of the raw record, however deep, in lower case and once', () => {
    const raw = { a: 'One', list: ['Two', { three: 'THREE' }, null, 4], again: 'one' };
    const lines = textOf({ raw }).split('\n');
    expect(lines).toEqual(expect.arrayContaining(['one', 'two', 'three']));
    expect(lines.filter((line) => line === 'one')).toHaveLength(1);
  });

  it('keeps the marker of a secret, so that its fingerprint can be looked for', () => {
    expect(textOf({})).toContain('‹secret:fp:0a1b2c3d›');
  });

  it('ends after 8 kB, columns first, and never in half a character', () => {
    const text = textOf({ raw: ['😀'.repeat(20_000)], event: { actor: 'Ana' } });
    expect(text.length).toBe(8_192);
    expect(text).toContain('\nana\n');
    expect(text.isWellFormed()).toBe(true);
  });

  it('reads a record that is nested deeper than the call stack', () => {
    let raw: unknown = 'Bottom';
    for (let depth = 0; depth < 100_000; depth += 1) raw = { raw };
    expect(textOf({ raw })).toContain('bottom');
  });
});

describe('foldText', () => {
  it('makes the two spellings of one letter equal, whatever the case', () => {
    expect(foldText('CAFE\u0301')).toBe(foldText('caf\u00e9'));
  });

  it('is stable: folding twice changes nothing', () => {
    for (const text of ['İstanbul', 'STRASSE ẞ', 'Å', 'ﬁ'])
      expect(foldText(foldText(text))).toBe(foldText(text));
  });
});
