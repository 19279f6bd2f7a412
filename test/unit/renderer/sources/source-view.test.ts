import { describe, expect, it } from 'vitest';
import {
  errorTone,
  lagOf,
  viewActions,
  viewPhase,
  viewProgress,
} from '../../../../renderer/sources/source-view.ts';
import { mergeSources } from '../../../../renderer/sources/use-sources.ts';
import { appError } from '../../../../shared/app-error.ts';
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
