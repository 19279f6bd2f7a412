import { describe, expect, it } from 'vitest';
import { newestTime } from '../../../../main/vendors/sentinelone/newest-time.ts';
import { nextCursorOf, readPage } from '../../../../main/vendors/sentinelone/read-answer.ts';

describe('a page of a console', () => {
  it('is its list, whatever stands beside it', () => {
    expect(readPage({ data: [1], pagination: { nextCursor: null, totalItems: 0 }, errors: [{}] })).toEqual({
      ok: true,
      value: [1],
    });
    expect(readPage({ data: [1] })).toEqual({ ok: true, value: [1] });
  });

  it('is empty where data is null', () => {
    expect(readPage({ data: null, pagination: { nextCursor: null } })).toEqual({ ok: true, value: [] });
    expect(readPage({ data: null, errors: [{}] })).toEqual({ ok: true, value: [] });
    expect(readPage({ pagination: { nextCursor: 'x' } })).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['an activity on its own', { id: '1', activityType: 27, data: { username: 'ada' } }],
    ['an activity without data', { id: '1', activityType: 27, data: null }],
    ['a list', []],
    ['null', null],
    ['text', 'data'],
    ['something else', { status: 'ok' }],
    ['data that is text', { data: 'none', pagination: {} }],
  ])('is not %s', (_name, answer) => expect(readPage(answer).ok).toBe(false));

  it('has a next one exactly where it has a cursor', () => {
    expect(nextCursorOf({ data: [], pagination: { nextCursor: 'abc', totalItems: 0 } })).toBe('abc');
    expect(nextCursorOf({ data: [], pagination: { nextCursor: 7 } })).toBe('7');
    for (const pagination of [
      { nextCursor: null, totalItems: 900 },
      { nextCursor: '' },
      { nextCursor: false },
      null,
      undefined,
    ]) {
      expect(nextCursorOf({ data: [1], pagination })).toBeNull();
    }
    expect(nextCursorOf(null)).toBeNull();
  });
});

describe('the newest time of a page', () => {
  it('is the greatest, not the last, to the microsecond', () => {
    const times = [
      '2026-03-02T10:00:00.000002Z',
      '2026-03-02T10:00:00.000003Z',
      '2026-03-02T09:00:00Z',
      null,
      'soon',
      '1970-01-01T00:00:00Z',
    ];
    const rows = times.map((updatedAt) => ({ threatInfo: { updatedAt } }));
    expect(newestTime('threatInfo.updatedAt')([...rows, null, 'text'])).toBe(
      Date.UTC(2026, 2, 2, 10) * 1_000 + 3,
    );
  });

  it('is none where no row has one', () => expect(newestTime('createdAt')([{}, 1])).toBeNull());
});
