import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import { generateAudits } from './generate-audits.ts';
import { generateProvisioning } from './generate-provisioning.ts';
import { generateSignIns } from './generate-sign-ins.ts';
import { isRefusal } from './graph-refusal.ts';
import { type LogRow, MS_PER_DAY } from './log-row.ts';
import { type LogQuery, type LogRules, readLogQuery, skipToken } from './read-options.ts';
import type { SignInKind } from './sign-in-records.ts';

const RETENTION_MS = 30 * MS_PER_DAY;

interface Log {
  readonly rules: LogRules;
  rowsOf(day: number, kind: string | null): readonly LogRow[];
}

/** Paths of the logs, and what each of them knows. */
export function createLogCollections(seed: string, startedOn: number) {
  const remembered = new Map<string, readonly LogRow[]>();
  const once = (key: string, make: () => readonly LogRow[]) => {
    const rows = remembered.get(key) ?? make().toSorted((a, b) => b.timeMs - a.timeMs);
    remembered.set(key, rows);
    return rows;
  };
  const signIns = (hasKinds: boolean): Log => ({
    rules: { timeProperty: 'createdDateTime', operators: ['ge', 'le'], hasKinds, maxTop: 1_000 },
    rowsOf: (day, kind) => {
      const asked = (kind ?? 'interactiveUser') as SignInKind;
      return once(`${asked} ${day}`, () => generateSignIns(seed, asked, day, startedOn));
    },
  });
  const logs: Readonly<Record<string, Log>> = {
    '/beta/auditLogs/signIns': signIns(true),
    '/v1.0/auditLogs/signIns': signIns(false),
    '/v1.0/auditLogs/directoryAudits': {
      rules: { timeProperty: 'activityDateTime', operators: ['ge', 'le'], hasKinds: false, maxTop: 1_000 },
      rowsOf: (day) => once(`audit ${day}`, () => generateAudits(seed, day, startedOn)),
    },
    '/v1.0/auditLogs/provisioning': {
      rules: { timeProperty: 'activityDateTime', operators: ['gt', 'lt'], hasKinds: false, maxTop: 1_000 },
      rowsOf: (day) => once(`provisioning ${day}`, () => generateProvisioning(seed, day)),
    },
  };
  return (request: VendorRequest, nowMs: number): VendorAnswer<unknown> | null => {
    const log = logs[request.url.pathname];
    if (log === undefined) return null;
    const query = readLogQuery(request, log.rules);
    return isRefusal(query) ? query : answerPage(request, log, query, nowMs);
  };
}

/** Newest first. A further page sees the log as it was when the first one was asked for. */
function answerPage(request: VendorRequest, log: Log, query: LogQuery, nowMs: number): VendorAnswer<unknown> {
  const { offset, asOfMs } = query.position ?? { offset: 0, asOfMs: nowMs };
  const rows = rowsWithin(log, query, asOfMs);
  const isAscending =
    request.url.searchParams.get('$orderby') !== null &&
    !/desc$/.test(request.url.searchParams.get('$orderby') ?? '');
  const ordered = isAscending ? rows.toReversed() : rows;
  const end = offset + query.top;
  const next = new URL(request.url);
  next.searchParams.set('$skiptoken', skipToken(end, asOfMs));
  const link = `http://${request.headers.host}${next.pathname}${next.search}`;
  return {
    status: 200,
    data: {
      '@odata.context': `http://${request.headers.host}/$metadata#${request.url.pathname.slice(1)}`,
      ...(end < ordered.length ? { '@odata.nextLink': link } : {}),
      value: ordered.slice(offset, end).map((row) => stateOf(row, asOfMs)),
    },
  };
}

function rowsWithin(log: Log, { fromMs, toMs, kind }: LogQuery, asOfMs: number): readonly LogRow[] {
  const earliestMs = Math.max(fromMs, asOfMs - RETENTION_MS);
  const latestMs = Math.min(toMs, asOfMs);
  const rows: LogRow[] = [];
  for (let day = Math.floor(latestMs / MS_PER_DAY); day >= Math.floor(earliestMs / MS_PER_DAY); day -= 1) {
    for (const row of log.rowsOf(day, kind)) {
      if (row.timeMs >= earliestMs && row.timeMs <= latestMs && row.shownAtMs <= asOfMs) rows.push(row);
    }
  }
  return rows;
}

function stateOf(row: LogRow, atMs: number): LogRow['record'] {
  return row.amended !== undefined && row.amended.atMs <= atMs ? row.amended.record : row.record;
}
