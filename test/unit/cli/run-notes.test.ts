import { describe, expect, it } from 'vitest';
import { distinctNotices } from '../../../main/cli/run-notes.ts';
import { appError } from '../../../shared/app-error.ts';

const clock = (host: string) =>
  appError('invalid-input', `The clock differs from that of ${host}.`, 'Set the clock.');
const run = (
  source: string,
  stream: string,
  notice = clock(`${source}.example.com`) as ReturnType<typeof clock> | null,
) => ({
  sourceId: `id-of-${source}`,
  source,
  stream,
  notice,
});
const messages = (...runs: ReturnType<typeof run>[]) => distinctNotices(runs).map(({ message }) => message);

describe('what runs have to say beside their counts', () => {
  it('is said once for all streams of a source, and for each source', () => {
    expect(messages(run('a', 'one'), run('a', 'two'), run('a', 'three'), run('b', 'one'))).toEqual([
      'a: The clock differs from that of a.example.com.',
      'b / one: The clock differs from that of b.example.com.',
    ]);
  });

  it('is said of each thing that differs', () => {
    expect(messages(run('a', 'one'), run('a', 'two', clock('login.example.com')))).toHaveLength(2);
  });

  it('keeps what to do, and is nothing where nothing is to be said', () => {
    expect(distinctNotices([run('a', 'one')])).toMatchObject([{ remedy: 'Set the clock.' }]);
    expect(messages(run('a', 'one', null))).toEqual([]);
  });
});
