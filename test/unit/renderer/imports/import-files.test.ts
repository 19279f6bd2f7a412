import { describe, expect, it } from 'vitest';
import {
  describeFile,
  importGroups,
  isUndecided,
  mixUpOf,
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

const said = (streams: Record<string, string>, forced: Record<string, string> = {}) => ({ streams, forced });

describe('the imports that are started', () => {
  const files = [
    aFile(),
    aFile({ path: '/in/b', candidates: [threat] }),
    aFile({ path: '/in/c' }),
    aFile({ path: '/in/d', candidates: [] }),
    aFile({ path: '/in/e', error: appError('not-found', 'Gone.', 'Look.') }),
  ];

  it('are one for each stream, without files that nobody could name or read', () => {
    expect(importGroups(files, said({}), { entro: 'source-1' })).toEqual([
      {
        vendor: 'entro',
        stream: 'audit',
        sourceId: 'source-1',
        paths: ['/in/a.jsonl', '/in/c'],
        isForced: false,
      },
      { vendor: 'sentinelone', stream: 'threat', sourceId: null, paths: ['/in/b'], isForced: false },
    ]);
  });

  it('follow what was chosen by hand', () => {
    const chosen = { '/in/d': 'entro/audit', '/in/b': 'sentinelone/alert', '/in/e': 'entro/audit' };
    expect(importGroups(files, said(chosen), {}).map(({ stream, paths }) => [stream, paths])).toEqual([
      ['audit', ['/in/a.jsonl', '/in/c', '/in/d']],
      ['alert', ['/in/b']],
    ]);
  });

  it('leave out a file that clearly is another stream’s, until that is said to be meant so', () => {
    const chosen = { '/in/a.jsonl': 'sentinelone/alert' };
    const [first] = files;
    const started = (forced: Record<string, string>) =>
      importGroups(first ? [first] : [], said(chosen, forced), {}).map(({ stream, isForced }) => [
        stream,
        isForced,
      ]);
    expect(first && mixUpOf(first, chosen)).toBe('entro/audit');
    expect(first && isUndecided(first, said(chosen))).toBe(true);
    expect(started({})).toEqual([]);
    expect(started({ '/in/a.jsonl': 'sentinelone/alert' })).toEqual([['alert', true]]);
    // It was said of another choice, which was taken back since.
    expect(started({ '/in/a.jsonl': 'sentinelone/threat' })).toEqual([]);
  });

  it('are not held up by a choice that the file may be, or by a file that is like nothing clearly', () => {
    const unclear = aFile({ candidates: [threat] });
    expect(mixUpOf(unclear, { '/in/a.jsonl': 'entro/audit' })).toBeNull();
    const either = aFile({
      candidates: [
        { ...threat, share: 1 },
        { ...threat, stream: 'alert', share: 0.1 },
      ],
    });
    expect(mixUpOf(either, { '/in/a.jsonl': 'sentinelone/alert' })).toBeNull();
    expect(mixUpOf(aFile({ candidates: [] }), { '/in/a.jsonl': 'entro/audit' })).toBeNull();
  });
});
