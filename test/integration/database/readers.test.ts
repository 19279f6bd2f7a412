import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainRow, SqlValue } from '../../../main/database/readers.ts';
import type { Workspace } from '../../../main/database/workspace.ts';
import { commitEvents } from '../../helpers/commit-events.ts';
import { anEventToStore } from '../../helpers/event-builders.ts';
import { aTemporaryWorkspace } from '../../helpers/temporary-workspace.ts';

const ENDLESS =
  'SELECT count(*) AS n FROM range(1000000000) a, range(1000000000) b WHERE a.range * b.range % 7 = 3';

let workspace: Workspace;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ workspace, remove } = await aTemporaryWorkspace());
});
afterEach(() => remove());

async function one(text: string, values: readonly SqlValue[] = []): Promise<PlainRow | undefined> {
  const answer = await workspace.readers.all({ text, values });
  if (!answer.ok) throw new Error(`${answer.error.message} ${answer.error.detail}`);
  return answer.value[0];
}

describe('asking', () => {
  it('turns every kind of value into plain data', async () => {
    expect(
      await one(`SELECT NULL AS nothing, true AS yes, 42::TINYINT AS small, 9007199254740991 AS safe,
        9223372036854775807 AS large, (2::UHUGEINT ** 100)::UHUGEINT AS huge, 1.5::DECIMAL(9,2) AS price,
        0.25::DOUBLE AS quarter, 'é😀' AS text, make_timestamp(1700000000000001) AS at,
        TIMESTAMPTZ '2026-11-20 10:00:00+02' AS zoned, DATE '1970-01-02' AS day,
        '0A1B2C3D-0000-4000-8000-000000000001'::UUID AS id, '{"a":1}'::JSON AS json, 'ab'::BLOB AS bytes,
        [1, NULL, 3]::BIGINT[] AS list, {'a': 1::BIGINT, 'b': [make_timestamp(5)]} AS struct, map(['k'], [2]) AS map`),
    ).toEqual({
      nothing: null,
      yes: true,
      small: 42,
      safe: 9_007_199_254_740_991,
      large: '9223372036854775807',
      huge: '1267650600228229401496703205376',
      price: 1.5,
      quarter: 0.25,
      text: 'é😀',
      at: 1_700_000_000_000_001,
      zoned: Date.UTC(2026, 10, 20, 8) * 1_000,
      day: 86_400_000_000,
      id: '0a1b2c3d-0000-4000-8000-000000000001',
      json: '{"a":1}',
      bytes: new Uint8Array([97, 98]),
      list: [1, null, 3],
      struct: { a: 1, b: [5] },
      map: { k: 2 },
    });
  });

  it('binds values of every kind, as data and not as text', async () => {
    const values = [
      1_700_000_000_000_001,
      0.5,
      2n ** 127n,
      "'; DROP TABLE events; --",
      true,
      null,
      new Uint8Array([1, 2]),
    ];
    expect(
      await one(
        `SELECT make_timestamp($1) AS at, $2 * 2 AS whole, ($3)::VARCHAR AS huge, $4 AS text, $5 AS yes, $6 AS nothing,
           octet_length($7) AS bytes, typeof($3) AS huge_type`,
        values,
      ),
    ).toEqual({
      at: 1_700_000_000_000_001,
      whole: 1,
      huge: (2n ** 127n).toString(),
      text: "'; DROP TABLE events; --",
      yes: true,
      nothing: null,
      bytes: 2,
      huge_type: 'UHUGEINT',
    });
    expect(await one('SELECT count(*) AS n FROM events')).toEqual({ n: 0 });
  });

  it.each(['DELETE FROM events', 'CREATE TABLE x (i INTEGER)', 'SELECT 1; DELETE FROM events', 'CHECKPOINT'])(
    'refuses to run "%s"',
    async (text) => {
      expect(await workspace.readers.all({ text, values: [] })).toMatchObject({ ok: false });
    },
  );

  it('answers with an error that holds no value', async () => {
    const secret = 'AKIA-not-for-the-log';
    for (const text of ['SELECT CAST($1 AS INTEGER)', 'SELECT ($1)::JSON', 'SELECT error($1)']) {
      const answer = await workspace.readers.all({ text, values: [secret] });
      expect(answer.ok).toBe(false);
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });

  it('sees what was stored a moment before', async () => {
    await commitEvents(workspace, [anEventToStore(), anEventToStore()]);
    expect(await one('SELECT count(*) AS n FROM events')).toEqual({ n: 2 });
  });
});

describe('stopping a question', () => {
  it('ends a running one with "cancelled", and the next one on the same connection works', async () => {
    const stop = new AbortController();
    const answer = workspace.readers.all({ text: ENDLESS, values: [] }, stop.signal);
    setImmediate(() => stop.abort());
    expect(await answer).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await one('SELECT 1 AS n')).toEqual({ n: 1 });
  });

  it('stops one that was aborted in the same turn as it was asked', async () => {
    const stop = new AbortController();
    const answer = workspace.readers.all({ text: ENDLESS, values: [] }, stop.signal);
    stop.abort();
    expect(await answer).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('does not begin one whose signal is aborted already', async () => {
    expect(
      await workspace.readers.all({ text: 'no SQL at all', values: [] }, AbortSignal.abort()),
    ).toMatchObject({
      error: { kind: 'cancelled' },
    });
  });

  it('takes a waiting one out of the line and leaves the running ones alone', async () => {
    const stopRunning = new AbortController();
    const stopWaiting = new AbortController();
    const running = Array.from({ length: 3 }, () =>
      workspace.readers.all({ text: ENDLESS, values: [] }, stopRunning.signal),
    );
    const waiting = workspace.readers.all({ text: ENDLESS, values: [] }, stopWaiting.signal);
    const behind = workspace.readers.all({ text: 'SELECT 1 AS n', values: [] });
    stopWaiting.abort();
    expect(await waiting).toMatchObject({ error: { kind: 'cancelled' } });
    stopRunning.abort();
    for (const answer of await Promise.all(running))
      expect(answer).toMatchObject({ error: { kind: 'cancelled' } });
    expect(await behind).toEqual({ ok: true, value: [{ n: 1 }] });
  });

  it('ends every running question when the workspace closes', async () => {
    const answer = workspace.readers.all({ text: ENDLESS, values: [] });
    await workspace.close();
    expect(await answer).toMatchObject({ error: { kind: 'cancelled' } });
    expect(await workspace.readers.all({ text: 'SELECT 1', values: [] })).toMatchObject({
      error: { kind: 'cancelled' },
    });
  });
});

describe('streaming an answer', () => {
  it('gives all rows in pieces, in order', async () => {
    let next = 0;
    let pieces = 0;
    for await (const piece of workspace.readers.stream({
      text: 'SELECT range AS n FROM range(100000) ORDER BY n',
      values: [],
    })) {
      if (!piece.ok) throw new Error(piece.error.message);
      pieces += 1;
      for (const row of piece.value) expect(row.n).toBe(next++);
    }
    expect(next).toBe(100_000);
    expect(pieces).toBeGreaterThan(10);
  });

  it('ends with the error as its last piece', async () => {
    const pieces = [];
    for await (const piece of workspace.readers.stream({
      text: "SELECT CASE WHEN range < 50000 THEN 1 ELSE error('at the end') END FROM range(60000)",
      values: [],
    })) {
      pieces.push(piece.ok);
    }
    expect(pieces.at(-1)).toBe(false);
    expect(pieces.slice(0, -1)).not.toContain(false);
  });

  it('stops in the middle when it is aborted', async () => {
    const stop = new AbortController();
    let last: unknown;
    for await (const piece of workspace.readers.stream(
      { text: 'SELECT range FROM range(1000000000)', values: [] },
      stop.signal,
    )) {
      last = piece;
      stop.abort();
    }
    expect(last).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });

  it('lets others ask and write while it is half read', async () => {
    const answers = Array.from({ length: 5 }, () =>
      workspace.readers
        .stream({ text: 'SELECT range FROM range(1000000)', values: [] })
        [Symbol.asyncIterator](),
    );
    for (const answer of answers) await answer.next();
    await commitEvents(workspace, [anEventToStore()]);
    expect(await one('SELECT count(*) AS n FROM events')).toEqual({ n: 1 });
    for (const answer of answers) await answer.return?.();
  });

  it('does not keep the workspace from closing, nor its log from being written out', async () => {
    await commitEvents(workspace, [anEventToStore()]);
    const forgotten = workspace.readers
      .stream({ text: 'SELECT range FROM range(1000000), events', values: [] })
      [Symbol.asyncIterator]();
    await forgotten.next();
    await commitEvents(workspace, [anEventToStore()]);
    await workspace.close();
    expect(existsSync(join(workspace.folder, 'events.duckdb.wal'))).toBe(false);
    expect(await forgotten.next()).toMatchObject({ value: { ok: false, error: { kind: 'cancelled' } } });
  });
});
