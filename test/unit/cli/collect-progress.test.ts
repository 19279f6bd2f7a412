import { describe, expect, it } from 'vitest';
import { progressLine } from '../../../main/cli/collect-progress.ts';
import { noCounts } from '../../../shared/source-status.ts';
import { aSource, aStream } from '../../helpers/fake-bridge/fake-sources.ts';

const going = (stream: string, received: number, phase: 'collecting' | 'retrying' = 'collecting') =>
  aStream({
    stream,
    phase,
    progress: { done: 1, total: 14, unit: 'days', at: '2026-11-07' },
    lastRun: {
      runId: stream,
      startedAtUs: 1,
      finishedAtUs: null,
      outcome: 'running',
      counts: { ...noCounts, received },
    },
  });

describe('the line about collecting', () => {
  it('names a few streams with where each of them is', () => {
    const line = progressLine([aSource({ name: 'Console', streams: [going('threat', 1_200), aStream()] })]);
    expect(line).toBe('Console / threat: days 1 of 14 (2026-11-07), 1,200 received');
  });

  it('tells of many streams by source, so that it can be read', () => {
    const streams = ['a', 'b', 'c'].map((name) => going(name, 1_000));
    const line = progressLine([
      aSource({ name: 'Directory', streams: [...streams, going('d', 5, 'retrying')] }),
      aSource({ name: 'Vault', streams: [going('audit-log', 7)] }),
    ]);
    expect(line).toBe(
      'Directory: 4 streams going on, 3,005 received, 1 waiting to try again · Vault: 1 stream going on, 7 received',
    );
  });

  it('says nothing where nothing is going on', () => {
    expect(progressLine([aSource({ streams: [aStream()] })])).toBe('');
  });
});
