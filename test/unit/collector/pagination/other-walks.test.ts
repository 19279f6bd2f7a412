import { describe, expect, it } from 'vitest';
import type {
  DeltaWalk,
  FanOut,
  Pages,
  Parent,
  SnapshotWalk,
} from '../../../../main/collector/pagination/pagination.ts';
import { startWalk } from '../../../../main/collector/pagination/walk.ts';
import type { HttpRequest, StreamContext } from '../../../../main/collector/stream-definition.ts';
import { ok } from '../../../../shared/result.ts';
import { US_PER_DAY } from '../../../../shared/time-range.ts';
import { type DriveOptions, driveWalk, type Reply, us, vendorUrl } from './drive-walk.ts';

const now = '2026-11-20T12:00:00Z';

function get(context: StreamContext, path: string): HttpRequest {
  return { method: 'GET', url: `${context.url}${path}`, headers: {} };
}

function cursorsAt<Scope>(path: (scope: Scope) => string): Pages<Scope> {
  return {
    by: 'cursor',
    request: (context, scope, cursor) => get(context, `${path(scope)}${cursor === null ? '' : `#${cursor}`}`),
    cursorOf: (answer) => (answer as { cursor?: string | null } | undefined)?.cursor ?? null,
  };
}

/** A server of fixed answers by path. */
function server(answers: Readonly<Record<string, Reply>>) {
  return ({ url }: HttpRequest): Reply => {
    const reply = answers[url.replace(vendorUrl, '')];
    if (reply === undefined) throw new Error(`nothing at ${url}`);
    return reply;
  };
}

const rows = (ids: readonly unknown[], rest: object = {}): Reply => ({
  data: { rows: ids.map((id) => ({ id })), ...rest },
});

describe('a snapshot', () => {
  const snapshot: SnapshotWalk = { kind: 'snapshot', pages: cursorsAt(() => '/parts') };
  const parts = server({
    '/parts': rows([1], { cursor: 'a' }),
    '/parts#a': rows([2], { cursor: 'b' }),
    '/parts#b': rows([3]),
  });
  const drive = (answer: (request: HttpRequest) => Reply, options: Partial<DriveOptions> = {}) =>
    driveWalk(snapshot, answer, { now, ...options });

  it('reads every page, at every run', () => {
    const first = drive(parts);
    expect(first.asked).toEqual(['/parts', '/parts#a', '/parts#b']);
    expect(first.progress).toEqual(['', '1/null pages page 2', '2/null pages page 3']);
    expect(first.descriptions).toEqual(['page 2', 'page 3', 'complete at 2026-11-20 12:00 UTC']);
    expect(drive(parts, { position: first.position }).asked).toEqual(first.asked);
  });

  it('goes on at its page after a crash', () => {
    const { position } = drive(parts, { steps: 2 });
    expect(drive(parts, { position }).asked).toEqual(['/parts#b']);
  });

  it('begins again when its cursor is refused, once', () => {
    const { position } = drive(parts, { steps: 1 });
    const replies: Reply[] = [{ verdict: 'restart' }, rows([1], { cursor: 'c' }), rows([2])];
    const asked = drive(() => replies.shift() ?? rows([]), { position });
    expect(asked.asked).toEqual(['/parts#a', '/parts', '/parts#c']);
    expect(() => drive(() => ({ verdict: 'restart' }), { position })).toThrow(/can’t go on/);
  });

  it('ends at a cursor that repeats itself, and begins anew next time', () => {
    const { problem, position } = drive(() => rows([1, 2], { cursor: 'a' }));
    expect(problem?.message).toMatch(/same page/);
    expect(drive(parts, { position }).asked[0]).toBe('/parts');
  });
});

describe('a delta', () => {
  const delta: DeltaWalk = {
    kind: 'delta',
    firstRequest: (context) => get(context, '/people'),
    linkRequest: (_context, link) => ({ method: 'GET', url: link, headers: {} }),
    nextLinkOf: (answer) => (answer as { next?: string }).next ?? null,
    deltaLinkOf: (answer) => (answer as { delta?: string }).delta ?? null,
  };
  const people = server({
    '/people': rows([1], { next: `${vendorUrl}/people?p=2` }),
    '/people?p=2': rows([2], { delta: `${vendorUrl}/people?d=1` }),
    '/people?d=1': rows([], { next: `${vendorUrl}/people?d=1&p=2` }),
    '/people?d=1&p=2': rows([3], { delta: `${vendorUrl}/people?d=2` }),
    '/people?d=2': rows([], { delta: `${vendorUrl}/people?d=2` }),
  });
  const drive = (answer: (request: HttpRequest) => Reply, options: Partial<DriveOptions> = {}) =>
    driveWalk(delta, answer, { now, ...options });

  it('reads everything at first, then what has changed, through empty pages', () => {
    const first = drive(people);
    expect(first.asked).toEqual(['/people', '/people?p=2']);
    expect(first.completeSinceUs).toBeNull();
    const second = drive(people, { position: first.position });
    expect(second.asked).toEqual(['/people?d=1', '/people?d=1&p=2']);
    expect(second.withPosition).toEqual([0, 1]);
    const third = drive(people, { position: second.position });
    expect(third.asked).toEqual(['/people?d=2']);
    expect(third.problem).toBeNull();
    expect(drive(people, { position: third.position }).asked).toEqual(['/people?d=2']);
  });

  it('goes on at its page after a crash', () => {
    const { position } = drive(people, { steps: 1 });
    expect(drive(people, { position }).asked).toEqual(['/people?p=2']);
  });

  it('reads everything again when the delta link is refused, and then knows what is gone', () => {
    const { position } = drive(people);
    let isRefused = true;
    const again = drive(
      (request) => {
        if (isRefused) {
          isRefused = false;
          return { verdict: 'restart' };
        }
        return people(request);
      },
      { position, now: '2026-11-21T12:00:00Z' },
    );
    expect(again.asked).toEqual(['/people?d=1', '/people', '/people?p=2']);
    expect(again.completeSinceUs).toBe(us('2026-11-21T12:00:00Z'));
  });

  it('says of each request whether it is part of a complete reading, and since when', () => {
    const stepAt = (position: string | null) =>
      startWalk(delta, {
        context: { url: vendorUrl, settings: {}, credentials: {}, pageSize: 2 },
        position,
        lookBackDays: 3,
        nowUs: us('2026-11-22T12:00:00Z'),
        receivedNowUs: () => us('2026-11-22T12:00:00Z'),
        readRecords: () => ok([]),
      });
    const { position: cutOff } = drive(people, { steps: 1, now: '2026-11-20T12:00:00Z' });
    const { position: atEnd } = drive(people);
    expect(stepAt(null).wholeSinceUs).toBe(us('2026-11-22T12:00:00Z'));
    expect(stepAt(cutOff).wholeSinceUs).toBe(us('2026-11-20T12:00:00Z'));
    const changes = stepAt(atEnd);
    expect(changes.wholeSinceUs).toBeUndefined();
    const anew = changes.onVerdict?.('restart', us('2026-11-22T12:00:00Z'))?.next;
    expect(anew?.wholeSinceUs).toBe(us('2026-11-22T12:00:00Z'));
  });

  it('keeps to the time at which a complete reading began, over a crash', () => {
    const { position } = drive(people);
    const replies: Reply[] = [{ verdict: 'restart' }, rows([1], { next: `${vendorUrl}/people?p=2` })];
    const cut = drive(() => replies.shift() ?? rows([]), { position, now: '2026-11-21T12:00:00Z', steps: 2 });
    const rest = drive(people, { position: cut.position, now: '2026-11-21T18:00:00Z' });
    expect(rest.completeSinceUs).toBe(us('2026-11-21T12:00:00Z'));
  });

  it.each(['next', 'delta'])('keeps a %s link to another host out of the checkpoint', (name) => {
    const elsewhere = 'https://elsewhere.example.com/people?p=2';
    const { problem, position } = drive(() => rows([1], { [name]: elsewhere }));
    expect(problem?.message).toMatch(/elsewhere\.example\.com, .* own host \(vendor\.example\.com\)/);
    expect(drive(people, { position }).asked[0]).toBe('/people');
  });

  it('ends at a next link that leads to itself', () => {
    const { problem } = drive(() => rows([1], { next: `${vendorUrl}/people?p=2` }));
    expect(problem?.message).toMatch(/same page/);
  });
});

describe('a fan-out', () => {
  const visits: Pages<Parent> = cursorsAt((gate) => `/gates/${gate.key}/visits`);
  const parentsOf = (answer: unknown) =>
    ok(
      ((answer as { rows: { id: string }[] }).rows ?? []).map(({ id }) => ({
        key: id,
        data: { name: `gate ${id}` },
      })),
    );
  const join = (parent: Parent, record: unknown) => ({ ...(record as object), gate: parent.data.name });
  const byTime: FanOut = {
    kind: 'fan-out',
    parents: {
      kind: 'time-walk',
      maxWindowUs: US_PER_DAY,
      overlapUs: 0,
      lagUs: 0,
      mark: 'window-end',
      pages: cursorsAt(({ fromUs }) => `/gates?${new Date(fromUs / 1_000).toISOString().slice(8, 10)}`),
    },
    parentsOf,
    children: visits,
    join,
  };
  const complete: FanOut = { ...byTime, parents: { kind: 'snapshot', pages: cursorsAt(() => '/gates') } };
  const gates = server({
    '/gates': rows(['n', 's'], { cursor: 'p2' }),
    '/gates#p2': rows(['w']),
    '/gates?18': rows(['n', 's']),
    '/gates?19': rows(['w']),
    '/gates?20': rows([]),
    '/gates/n/visits': rows([1], { cursor: 'x' }),
    '/gates/n/visits#x': rows([2]),
    '/gates/s/visits': { verdict: 'empty' },
    '/gates/w/visits': rows([3]),
  });
  const drive = (pagination: FanOut, options: Partial<DriveOptions> = {}) =>
    driveWalk(pagination, gates, { now, lookBackDays: 2, ...options });

  it('reads the children of each parent before the next page of parents, and asks twice before it takes one for gone', () => {
    const { asked, records } = drive(complete);
    expect(asked).toEqual([
      '/gates',
      '/gates/n/visits',
      '/gates/n/visits#x',
      '/gates/s/visits',
      '/gates/s/visits',
      '/gates#p2',
      '/gates/w/visits',
    ]);
    expect(records).toEqual([
      { id: 1, gate: 'gate n' },
      { id: 2, gate: 'gate n' },
      { id: 3, gate: 'gate w' },
    ]);
  });

  it.each([1, 2, 3, 4, 5, 6])('goes on after a crash behind answer %i with what was left', (steps) => {
    const whole = drive(complete);
    const cut = drive(complete, { steps });
    const rest = drive(complete, { position: cut.position });
    expect([...cut.asked, ...rest.asked]).toEqual(whole.asked);
  });

  it('moves the mark of its parents past a window only behind its last child', () => {
    const whole = drive(byTime);
    expect(whole.asked).toEqual([
      '/gates?18',
      '/gates/n/visits',
      '/gates/n/visits#x',
      '/gates/s/visits',
      '/gates/s/visits',
      '/gates?19',
      '/gates/w/visits',
    ]);
    const { position } = drive(byTime, { steps: 2 });
    expect(drive(byTime, { position }).asked.slice(0, 4)).toEqual([
      '/gates/n/visits#x',
      '/gates/s/visits',
      '/gates/s/visits',
      '/gates?19',
    ]);
  });

  it('says which parent it is at', () => {
    expect(drive(complete).progress).toContain('1/null parents s');
    expect(drive(complete).progress.at(-1)).toBe('2/3 parents w');
  });
});
