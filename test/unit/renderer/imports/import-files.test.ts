import { describe, expect, it } from 'vitest';
import {
  describeFile,
  importGroups,
  readStreamChoice,
  recognitionOf,
} from '../../../../renderer/imports/import-files.ts';
import { appError } from '../../../../shared/app-error.ts';
import type { InspectedFile } from '../../../../shared/import-job.ts';

const aFile = (over: Partial<InspectedFile> = {}): InspectedFile => ({
  path: '/in/a.jsonl',
  name: 'a.jsonl',
  bytes: 12_400_000,
  format: 'json-lines',
  isCompressed: false,
  candidates: [{ vendor: 'entro', stream: 'audit', share: 1 }],
  sampled: 100,
  error: null,
  ...over,
});
const threat = { vendor: 'sentinelone', stream: 'threat', share: 0.7 };

describe('a file that is to be imported', () => {
  it('is recognised, likely or unknown', () => {
    expect(recognitionOf(aFile())).toBe('sure');
    expect(recognitionOf(aFile({ candidates: [threat] }))).toBe('likely');
    expect(
      recognitionOf(
        aFile({
          candidates: [
            { ...threat, share: 1 },
            { ...threat, stream: 'alert', share: 0.95 },
          ],
        }),
      ),
    ).toBe('likely');
    expect(recognitionOf(aFile({ candidates: [] }))).toBe('unknown');
  });

  it('says what it is', () => {
    expect(describeFile(aFile({ isCompressed: true }))).toBe('JSON Lines, gzip · 12.4 MB');
  });

  it('names streams whatever their vendor’s name holds', () => {
    expect(readStreamChoice('entra-id/sign-in-interactive')).toEqual({
      vendor: 'entra-id',
      stream: 'sign-in-interactive',
    });
  });
});

describe('the imports that are started', () => {
  const files = [
    aFile(),
    aFile({ path: '/in/b', candidates: [threat] }),
    aFile({ path: '/in/c' }),
    aFile({ path: '/in/d', candidates: [] }),
    aFile({ path: '/in/e', error: appError('not-found', 'Gone.', 'Look.') }),
  ];

  it('are one for each stream, without files that nobody could name or read', () => {
    expect(importGroups(files, {}, { entro: 'source-1' })).toEqual([
      { vendor: 'entro', stream: 'audit', sourceId: 'source-1', paths: ['/in/a.jsonl', '/in/c'] },
      { vendor: 'sentinelone', stream: 'threat', sourceId: null, paths: ['/in/b'] },
    ]);
  });

  it('follow what was chosen by hand', () => {
    const chosen = { '/in/d': 'entro/audit', '/in/a.jsonl': 'sentinelone/alert', '/in/e': 'entro/audit' };
    expect(importGroups(files, chosen, {}).map(({ stream, paths }) => [stream, paths])).toEqual([
      ['alert', ['/in/a.jsonl']],
      ['threat', ['/in/b']],
      ['audit', ['/in/c', '/in/d']],
    ]);
  });
});
