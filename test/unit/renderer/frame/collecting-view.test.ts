import { describe, expect, it } from 'vitest';
import { viewCollecting } from '../../../../renderer/frame/collecting-view.ts';
import { aSource, aStream } from '../../../helpers/fake-bridge/fake-sources.ts';

const nowUs = 1_700_000_000_000_000;
const minute = 60_000_000;

describe('the state of collecting in a few words', () => {
  it('says that there is no source', () => {
    expect(viewCollecting([], nowUs)).toEqual({ tone: 'idle', text: 'No source yet' });
  });

  it('puts a failure before everything else', () => {
    const sources = [
      aSource({ streams: [aStream({ phase: 'collecting' })] }),
      aSource({ name: 'Broken', streams: [aStream({ phase: 'failed' })] }),
    ];
    expect(viewCollecting(sources, nowUs)).toEqual({ tone: 'failure', text: 'Broken can’t be collected' });
  });

  it('says what is collected and how far it is', () => {
    const progress = { done: 23, total: 61, unit: 'days', at: '2026-10-14' };
    const sources = [aSource({ name: 'Staging', streams: [aStream({ phase: 'collecting', progress })] })];
    expect(viewCollecting(sources, nowUs)).toEqual({
      tone: 'active',
      text: 'Collecting Staging, day 24 of 61',
    });
  });

  it('says when the next run is due, the nearest of all sources', () => {
    const sources = [9, 4].map((minutes) =>
      aSource({ streams: [aStream({ nextRunAtUs: nowUs + minutes * minute })] }),
    );
    expect(viewCollecting(sources, nowUs).text).toBe('Up to date, next run in 4 minutes');
  });

  it('does not call a source up to date that was never complete', () => {
    const sources = [aSource({ streams: [aStream({ lastSuccessAtUs: null, nextRunAtUs: nowUs })] })];
    expect(viewCollecting(sources, nowUs).text).toBe('Not caught up yet, next run now');
  });

  it('says that nothing will happen by itself when all is paused', () => {
    const sources = [aSource({ paused: true, streams: [aStream({ phase: 'paused' })] })];
    expect(viewCollecting(sources, nowUs).text).toBe('Collecting is paused');
  });
});
