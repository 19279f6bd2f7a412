import { describe, expect, it } from 'vitest';
import {
  errorTone,
  lagOf,
  sharedError,
  viewActions,
  viewBackFill,
  viewPhase,
  viewProgress,
  viewSource,
} from '../../../../renderer/sources/source-view.ts';
import { mergeSources } from '../../../../renderer/sources/use-sources.ts';
import { appError } from '../../../../shared/app-error.ts';
import type { StreamStatus } from '../../../../shared/source-status.ts';
import { aSource, aStream } from '../../../helpers/fake-bridge/fake-sources.ts';

describe('the state of a stream', () => {
  it('tells catching up from the usual run', () => {
    const progress = { done: 0, total: 61, unit: 'days', at: '2026-09-21' };
    expect(viewPhase(aStream({ phase: 'collecting', progress })).text).toBe('Catching up');
    expect(viewPhase(aStream({ phase: 'collecting' })).text).toBe('Collecting');
  });

  it('tells a stream that never ran from one that is up to date', () => {
    expect(viewPhase(aStream()).text).toBe('Up to date');
    expect(viewPhase(aStream({ lastSuccessAtUs: null })).text).toBe('Waiting');
  });

  it('calls what came with a good run a warning, what ended one a failure', () => {
    const lastError = appError('unexpected-response', 'The clock is off.', '');
    expect(errorTone(aStream({ lastError }))).toBe('warning');
    expect(errorTone(aStream({ lastError, phase: 'failed' }))).toBe('failure');
  });

  it('grows its lag while nothing is told', () => {
    const stream = aStream({ lastSuccessAtUs: 1_000, lagUs: 5 });
    expect(lagOf(stream, 61_000)).toBe(60_000);
    expect(lagOf(aStream({ lastSuccessAtUs: null, lagUs: null }), 61_000)).toBeNull();
  });
});

describe('a source as a whole', () => {
  const inPhases = (...phases: StreamStatus['phase'][]) =>
    aSource({ streams: phases.map((phase, index) => aStream({ phase, stream: String(index) })) });

  it('counts its streams by state, the worst first and those that are off last', () => {
    const source = inPhases('waiting', 'off', 'collecting', 'failed', 'waiting', 'retrying');
    expect(viewSource(source).map(({ text }) => text)).toEqual([
      '1 failed',
      '1 trying again',
      '1 collecting',
      '2 up to date',
      '1 off',
    ]);
  });

  it('says an error once that all its failing streams share', () => {
    const lastError = appError('credentials-rejected', 'The token was refused.', '');
    const failing = (stream: string, error = lastError) =>
      aStream({ stream, phase: 'failed', lastError: error });
    const shared = sharedError(aSource({ streams: [failing('a'), failing('b'), aStream({ stream: 'c' })] }));
    expect(shared).toEqual({ error: lastError, streams: ['a', 'b'] });
  });

  it('leaves an error with its stream where each has its own, or only one has any', () => {
    const failing = (stream: string, message: string) =>
      aStream({ stream, phase: 'failed', lastError: appError('permission-missing', message, '') });
    expect(sharedError(aSource({ streams: [failing('a', 'One.'), failing('b', 'Two.')] }))).toBeNull();
    expect(sharedError(aSource({ streams: [failing('a', 'One.'), aStream()] }))).toBeNull();
  });

  it('is not collected where it holds imported files only, or all its streams are off', () => {
    expect(viewActions(aSource({ url: '' }))).toMatchObject({ canCollect: false, canPause: false });
    expect(viewActions(inPhases('off', 'off')).canCollect).toBe(false);
  });
});

describe('progress', () => {
  it('names the day that is being fetched, not the days that are done', () => {
    const progress = { done: 23, total: 61, unit: 'days', at: '2026-10-14' };
    expect(viewProgress(aStream({ progress, phase: 'paused' }))).toEqual({
      done: 23,
      total: 61,
      text: 'Day 24 of 61, 2026-10-14',
      isMoving: false,
    });
  });

  it('of a stream that was switched off is none', () => {
    const progress = { done: 23, total: 61, unit: 'days', at: '2026-10-14' };
    expect(viewProgress(aStream({ progress, phase: 'off' }))).toBeNull();
  });

  it('of a back-fill stands still while it is paused', () => {
    const progress = { done: 3, total: 10, unit: 'days', at: '2026-10-14' };
    const backFill = { fromUs: 0, toUs: 1, progress, error: null };
    expect(viewBackFill({ ...backFill, state: 'running' })).toMatchObject({
      isMoving: true,
      text: 'Day 4 of 10, 2026-10-14',
    });
    expect(viewBackFill({ ...backFill, state: 'paused' }).isMoving).toBe(false);
    expect(viewBackFill({ ...backFill, state: 'waiting', progress: null })).toMatchObject({
      total: null,
      text: '',
    });
  });

  it('does without an end that is not known', () => {
    const progress = { done: 4, total: null, unit: 'pages', at: '' };
    expect(viewProgress(aStream({ progress }))?.text).toBe('Page 5');
  });
});

describe('what can be done with a source', () => {
  it('is to cancel or pause while it runs', () => {
    const source = aSource({ streams: [aStream({ phase: 'retrying' })] });
    expect(viewActions(source)).toEqual({
      canCollect: false,
      canCancel: true,
      canPause: true,
      canResume: false,
    });
  });

  it('is to resume while it is paused', () => {
    const source = aSource({ paused: true, streams: [aStream({ phase: 'paused' })] });
    expect(viewActions(source)).toEqual({
      canCollect: false,
      canCancel: false,
      canPause: false,
      canResume: true,
    });
  });
});

describe('news of sources', () => {
  it('replaces the one it tells of, keeps the order, and adds new ones', () => {
    const before = ['a', 'b'].map((sourceId) => aSource({ sourceId }));
    const news = [aSource({ sourceId: 'c' }), aSource({ sourceId: 'a', paused: true })];
    const after = mergeSources(before, news);
    expect(after.map(({ sourceId, paused }) => [sourceId, paused])).toEqual([
      ['a', true],
      ['b', false],
      ['c', false],
    ]);
  });
});
