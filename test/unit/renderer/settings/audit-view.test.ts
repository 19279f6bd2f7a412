import { describe, expect, it } from 'vitest';
import { detailParts, viewSubjects } from '../../../../renderer/settings/audit-view.ts';
import { actionWords } from '../../../../shared/audit-entry.ts';

const print = '3fa9c1d2e4b5a6973fa9c1d2e4b5a697';
const anEntry = (detail: Record<string, unknown>) => ({ atUs: 1, action: 'x', detail });

describe('the audit log', () => {
  it('says what was done in words, also what it has no words for', () => {
    expect(actionWords('secret.revealed')).toBe('Value revealed');
    expect(actionWords('sink.test_failed')).toBe('Sink test failed');
  });

  it('names the reason first, and leaves out what is said with the subject', () => {
    const detail = {
      sealedAgain: 1_298,
      fingerprint: print,
      reason: 'Ticket 4711',
      masked: true,
      nothing: null,
      filter: { a: 1 },
    };
    expect(detailParts(anEntry(detail))).toEqual([
      { name: 'reason', text: 'Ticket 4711' },
      { name: 'sealed again', text: '1\u202f298' },
      { name: 'masked', text: 'yes' },
      { name: 'filter', text: '{"a":1}' },
    ]);
  });
});

describe('what an entry of the audit log is about', () => {
  it('leads to each of its secrets that is still there', () => {
    const fingerprints = [print, print, 'f'.repeat(32)];
    const known = [{ kind: 'secret' as const, id: print, name: null }];
    expect(viewSubjects(anEntry({ fingerprints, secretType: 'JWT' }), known)).toEqual([
      { kind: 'secret', id: print, name: 'JWT', note: 'fp 3fa9c1d2', isThere: true },
      { kind: 'secret', id: 'f'.repeat(32), name: 'JWT', note: 'fp ffffffff', isThere: false },
    ]);
  });

  it('leads to sources by their name of today, and knows those that are gone by the name of then', () => {
    const known = [{ kind: 'source' as const, id: 'source-1', name: 'Renamed' }];
    const named = (detail: Record<string, unknown>) =>
      viewSubjects(anEntry(detail), known).map(({ name, note, isThere }) => [name, note, isThere]);
    expect(named({ sourceId: 'source-1', source: 'Old name' })).toEqual([['Renamed', '', true]]);
    expect(named({ sourceId: 'source-2', source: 'Old name' })).toEqual([['Old name', '', false]]);
    expect(named({ bySource: { 'source-1': 1_200, 'source-2': 4 } })).toEqual([
      ['Renamed', '1\u202f200 removed', true],
      ['Source source-2', '4 removed', false],
    ]);
  });

  it('is nothing where the entry names nothing', () => {
    expect(viewSubjects(anEntry({ fingerprint: 7, bySource: null, sourceId: '' }), [])).toEqual([]);
  });
});
