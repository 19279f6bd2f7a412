import { describe, expect, it } from 'vitest';
import { actionWords, detailParts } from '../../../../renderer/settings/audit-view.ts';

describe('the audit log', () => {
  it('says what was done in words, also what it has no words for', () => {
    expect(actionWords('secret.revealed')).toBe('Value revealed');
    expect(actionWords('sink.test_failed')).toBe('Sink test failed');
  });

  it('names the reason first, and shortens fingerprints', () => {
    const detail = {
      sealedAgain: 1_298,
      fingerprint: '3fa9c1d2e4b5a6973fa9c1d2e4b5a697',
      reason: 'Ticket 4711',
      masked: true,
      nothing: null,
      filter: { a: 1 },
    };
    expect(detailParts({ atUs: 1, action: 'x', detail })).toEqual([
      { name: 'reason', text: 'Ticket 4711' },
      { name: 'fingerprint', text: '3fa9c1d2' },
      { name: 'sealed again', text: '1\u202f298' },
      { name: 'masked', text: 'yes' },
      { name: 'filter', text: '{"a":1}' },
    ]);
  });
});
