import { describe, expect, it } from 'vitest';
import { viewActivity } from '../../../../renderer/sources/activity-view.ts';
import {
  checkBackFill,
  firstBackFill,
  whyNoBackFill,
} from '../../../../renderer/sources/back-fill-values.ts';
import { formatDay, parseDay } from '../../../../renderer/sources/day.ts';
import { viewExpiry } from '../../../../renderer/sources/expiry-view.ts';
import { viewMapAgain } from '../../../../renderer/sources/map-again-view.ts';
import { newSourceValues } from '../../../../renderer/sources/source-form-values.ts';
import { eventsOf } from '../../../../renderer/sources/stream-events.ts';
import {
  describeStreams,
  formatInterval,
  intervalOptions,
} from '../../../../renderer/sources/stream-settings.ts';
import { permissionsByStreams } from '../../../../renderer/sources/vendor-guide.tsx';
import { US_PER_DAY, US_PER_HOUR } from '../../../../shared/time-range.ts';
import { aMapping } from '../../../helpers/fake-bridge/fake-mapping.ts';
import { aSource, aStream } from '../../../helpers/fake-bridge/fake-sources.ts';
import { fakeSuite, fakeVendor } from '../../../helpers/fake-bridge/fake-vendor.ts';

const nowUs = Date.UTC(2026, 10, 20, 10) * 1_000;

describe('a day', () => {
  it('is read and written in UTC', () => {
    expect(parseDay('2026-11-20')).toBe(Date.UTC(2026, 10, 20) * 1_000);
    expect(parseDay(' 2027-1-5 ')).toBe(Date.UTC(2027, 0, 5) * 1_000);
    expect(formatDay(nowUs)).toBe('2026-11-20');
  });

  it.each(['', '2026-02-30', '2026-13-01', '20.11.2026', 'tomorrow'])('“%s” is none', (text) => {
    expect(parseDay(text)).toBeNull();
  });
});

describe('credentials that end', () => {
  const expiry = (days: number) =>
    viewExpiry({ credentialsExpire: { atUs: nowUs + days * US_PER_DAY, known: 'entered' } }, nowUs);

  it('are not spoken of before the last thirty days, or where nobody knows', () => {
    expect(expiry(30)).toBeNull();
    expect(viewExpiry({ credentialsExpire: null }, nowUs)).toBeNull();
  });

  it('are reminded of quietly, then loudly, and called ended when they have', () => {
    expect(expiry(29.5)).toMatchObject({ tone: 'neutral', text: 'Credentials end in 29 days' });
    expect(expiry(6.9)).toMatchObject({ tone: 'warning', text: 'Credentials end in 6 days' });
    expect(expiry(0.5)).toMatchObject({ tone: 'warning', text: 'Credentials end today' });
    expect(expiry(-0.1)).toMatchObject({ tone: 'failure', text: 'Credentials ended on 2026-11-20' });
  });
});

describe('what came in over time', () => {
  const activity = {
    bucketUs: 4 * US_PER_HOUR,
    streams: [{ stream: 'audit', stored: [0, 5, 10, 0], failedRuns: [0, 0, 0, 2] }],
  };
  const fromUs = nowUs - 16 * US_PER_HOUR;

  it('is drawn in shares of the fullest bar, with its times and exact numbers', () => {
    const view = viewActivity(activity, fromUs, aStream());
    expect(view?.bars.map(({ height }) => height)).toEqual([0, 0.5, 1, 0]);
    expect(view?.bars[1]).toMatchObject({
      startUs: fromUs + 4 * US_PER_HOUR,
      endUs: fromUs + 8 * US_PER_HOUR,
    });
    expect(view).toMatchObject({ stored: 15, failedRuns: 2, text: '15 events stored, 2 failed runs' });
  });

  it('shows the gaps that reach into it, cut off at its ends', () => {
    const gap = (hoursAgo: number, hours: number) => ({
      fromUs: nowUs - hoursAgo * US_PER_HOUR,
      toUs: nowUs - (hoursAgo - hours) * US_PER_HOUR,
      reason: '',
    });
    const view = viewActivity(activity, fromUs, aStream({ gaps: [gap(40, 4), gap(20, 8), gap(4, 2)] }));
    expect(view?.gaps).toEqual([
      { from: 0, to: 0.25 },
      { from: 0.75, to: 0.875 },
    ]);
    expect(view?.text).toContain('2 gaps');
  });

  it('is nothing of a stream that the answer does not know', () => {
    expect(viewActivity(activity, fromUs, aStream({ stream: 'other' }))).toBeNull();
  });

  it('opens the events that a bar stands for, by when they were received', () => {
    const tree = eventsOf(aSource(), aStream(), { fromUs: 0, toUs: 1_000_000 });
    expect(tree).toEqual({
      kind: 'and',
      children: [
        expect.objectContaining({ field: 'keyglass.source_id', operator: 'is', value: 'source-1' }),
        expect.objectContaining({ field: 'data_stream.dataset', operator: 'is', value: 'audit' }),
        expect.objectContaining({ operator: 'gte', value: '1970-01-01T00:00:00.000Z' }),
        expect.objectContaining({ operator: 'lt', value: '1970-01-01T00:00:01.000Z' }),
      ],
    });
  });
});

describe('a back-fill', () => {
  const [first = fakeVendor.streams[0]] = fakeSuite.streams;
  const named = (stream: string, over = {}) => aStream({ stream, ...over });
  const source = aSource({
    vendor: fakeSuite.vendor,
    streams: [named('alert'), named('user'), named('device', { phase: 'off' })],
  });
  const vendor = {
    ...fakeSuite,
    streams: fakeSuite.streams.map((stream) => ({ ...stream, canBackFill: stream.name !== 'user' })),
  };

  it('begins with the streams that have a past and are on, and the month before what was asked for at first', () => {
    const values = firstBackFill(source, vendor, null, nowUs);
    expect(values).toEqual({ from: '2026-08-22', until: '2026-09-21', streams: ['alert'] });
    expect(source.streams.map((stream) => whyNoBackFill(stream, vendor))).toEqual([
      null,
      'has no past to ask for',
      'off',
    ]);
  });

  it('reaches to the end of its last day, never into the future', () => {
    const asked = (from: string, until: string) =>
      checkBackFill(source, vendor, { from, until, streams: ['alert'] }, nowUs).input?.range;
    expect(asked('2026-11-01', '2026-11-02')).toEqual({
      fromUs: Date.UTC(2026, 10, 1) * 1_000,
      toUs: Date.UTC(2026, 10, 3) * 1_000,
    });
    expect(asked('2026-11-20', '2026-11-20')?.toUs).toBe(nowUs);
  });

  it('says what is wrong with a range', () => {
    const errors = (from: string, until: string, streams = ['alert']) =>
      Object.keys(checkBackFill(source, vendor, { from, until, streams }, nowUs).errors);
    expect(errors('', '')).toEqual(['from', 'until']);
    expect(errors('2026-11-05', '2026-11-04')).toEqual(['until']);
    expect(errors('2026-11-21', '2026-11-22')).toEqual(['from']);
    expect(errors('2026-11-04', '2026-11-05', [])).toEqual(['streams']);
  });

  it('says how far back the vendor goes where the range begins before that', () => {
    const retention = (from: string) =>
      checkBackFill(source, vendor, { from, until: '2026-11-10', streams: ['alert'] }, nowUs).retention;
    expect(first?.retentionDays).toBe(30);
    expect(retention('2026-11-01')).toBeNull();
    expect(retention('2026-09-01')).toBe(
      'The vendor keeps these events for 30 days: older ones can’t come back.',
    );
  });
});

describe('mapping again', () => {
  it('is worth it where a newer mapping is there, and says what else there is', () => {
    expect(viewMapAgain(aMapping())).toMatchObject({
      outdated: 47_996,
      unmapped: 37,
      rejected: 15,
      isWorthIt: true,
    });
    const streams = aMapping().streams.map((stream) => ({ ...stream, outdated: 0 }));
    expect(viewMapAgain(aMapping({ streams })).isWorthIt).toBe(false);
  });

  it('says nothing where there is nothing to do and nothing was done', () => {
    expect(viewMapAgain(aMapping({ streams: [] }))).toMatchObject({ text: null, result: null });
  });

  it('says what it did when it has ended', () => {
    const { result } = viewMapAgain(
      aMapping({ streams: [], done: 40, total: 40, changed: 12, recovered: 1 }),
    );
    expect(result).toBe('Mapped again: 12 of 40 events changed and 1 rejected record became events.');
  });
});

describe('the settings of streams', () => {
  it('are told in one line', () => {
    const values = newSourceValues(fakeSuite, []);
    expect(describeStreams(fakeSuite, values)).toBe('7 of 8 streams, every 2 min to 1 h, 30 days back');
    expect(describeStreams(fakeVendor, newSourceValues(fakeVendor, []))).toBe(
      '1 stream, every 10 min, 60 days back',
    );
  });

  it('name an interval in the unit in which it comes out even', () => {
    expect([10, 60, 90, 3_600, 86_400, 172_800].map(formatInterval)).toEqual([
      '10 s',
      '1 min',
      '90 s',
      '1 h',
      '1 day',
      '2 days',
    ]);
  });

  it('offer the interval that is set, however odd it is', () => {
    expect(intervalOptions(45).map(({ id }) => id)).toContain('45');
    expect(intervalOptions(60).filter(({ id }) => id === '60')).toHaveLength(1);
  });
});

describe('the permissions beside the form', () => {
  it('stand there once each, with the streams that need them', () => {
    const permissions = permissionsByStreams(fakeSuite);
    expect(permissions.find(({ permission }) => permission === 'SecurityAlert.Read.All')).toEqual({
      permission: 'SecurityAlert.Read.All',
      streams: 'Security alerts',
    });
    expect(permissionsByStreams(fakeVendor)).toEqual([
      { permission: 'Read access to the scan audit log', streams: null },
    ]);
  });
});
