import { describe, expect, it } from 'vitest';
import { authenticationStream } from '../../../../main/vendors/entrust-idaas/authentication.stream.ts';
import { managementStream } from '../../../../main/vendors/entrust-idaas/management.stream.ts';
import { vendors } from '../../../../main/vendors/registry.ts';
import { processRecord } from '../../../helpers/vendor-records.ts';
import { aChange, anAuthenticationEvent } from './an-audit-event.ts';

const signIn = anAuthenticationEvent();
const change = aChange();
const signInHook = {
  id: 'w-1',
  type: 'authentication.failed',
  eventTime: '2026-03-02T10:00:04Z',
  data: { subjectName: 'ada' },
};
const changeHook = {
  id: 'w-2',
  type: 'user.created',
  eventTime: '2026-03-02T10:00:04Z',
  data: { entityName: 'bruno' },
};

describe('an answer', () => {
  it.each([
    [{ paging: { limit: 100 }, results: [signIn] }, 1],
    [{ results: [signIn, null, 'x'] }, 3],
    [{ paging: { limit: 100 }, results: [] }, 0],
    [{ paging: { limit: 100 }, results: null }, 0],
    [{ paging: { limit: 100 } }, 0],
  ])('is split into its events (%#)', (answer, count) => {
    const read = authenticationStream.readRecords(answer);
    expect(read.ok && read.value).toHaveLength(count);
  });

  it.each([null, {}, 'text', 7, [], [signIn], { results: 'none' }, { errorCode: 'x' }])(
    'of another API is refused (%#)',
    (answer) => {
      const read = authenticationStream.readRecords(answer);
      expect(read.ok ? null : read.error.kind).toBe('unexpected-response');
    },
  );
});

describe('an imported file', () => {
  it.each([
    [{ results: [signIn, signIn] }, 2],
    [[signIn, signInHook], 2],
    [signIn, 1],
    [signInHook, 1],
    ['text', 1],
  ])('may hold an answer, a list or one event (%#)', (entry, count) => {
    expect(authenticationStream.readImported?.(entry)).toHaveLength(count);
  });

  it.each([
    ['a sign-in', signIn, 'authentication'],
    ['a change', change, 'management'],
    ['a sign-in without its category', { ...signIn, eventCategory: undefined }, 'authentication'],
    ['a change without its category', { ...change, eventCategory: undefined }, 'management'],
    ['an issuance', { ...change, eventCategory: 'ISSUANCE' }, 'management'],
    ['a webhook’s sign-in', signInHook, 'authentication'],
    ['a webhook’s change', changeHook, 'management'],
  ])('with %s is recognised', (_what, record, stream) => {
    const scores = vendors.flatMap(({ descriptor, streams }) =>
      streams.map(({ name, recognise }) => ({
        stream: `${descriptor.vendor} ${name}`,
        score: recognise(record),
      })),
    );
    const best = scores.toSorted((a, b) => b.score - a.score)[0];
    expect(best?.stream).toBe(`entrust-idaas ${stream}`);
    expect(best?.score).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    null,
    'x',
    {},
    { eventTime: '2026-03-02T10:00:04Z' },
    { eventTime: 1, eventCategory: 'MANAGEMENT' },
  ])('with something else is not (%#)', (record) => {
    expect(authenticationStream.recognise(record)).toBe(0);
    expect(managementStream.recognise(record)).toBe(0);
  });
});

describe('a webhook’s event', () => {
  it.each([
    [authenticationStream, signInHook, 3002, 2],
    [authenticationStream, { ...signInHook, type: 'authentication.succeeded' }, 3002, 1],
    [managementStream, changeHook, 3001, 1],
    [managementStream, { ...changeHook, type: 'passkey.updated' }, 3004, 1],
    [managementStream, { ...changeHook, type: 'balloon.popped', data: {} }, 3004, 1],
  ])('tells what happened (%#)', (stream, record, class_uid, status_id) => {
    const outcome = processRecord(stream, record);
    expect('event' in outcome && outcome.event.ocsf).toMatchObject({ class_uid, status_id });
  });
});
