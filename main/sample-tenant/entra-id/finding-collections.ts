import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import { type Finding, generateAlerts, generateIncidents } from './generate-findings.ts';
import { refused } from './graph-refusal.ts';
import { MS_PER_DAY } from './log-row.ts';

const KEPT_DAYS = 60;
const HIGHEST_SKIP = 500;

/**
 * Alerts and incidents as they stand. No next link; a `$top` beyond the maximum is cut without a word, a `$skip`
 * beyond 500 refused.
 */
export function createFindingCollections(seed: string, startedOn: number) {
  const remembered = new Map<string, readonly Finding[]>();
  const once = (key: string, make: () => readonly Finding[]) => {
    const findings = remembered.get(key) ?? make();
    remembered.set(key, findings);
    return findings;
  };
  return (request: VendorRequest, nowMs: number): VendorAnswer<unknown> | null => {
    const today = Math.floor(nowMs / MS_PER_DAY);
    const days = Array.from({ length: KEPT_DAYS }, (_, at) => today - KEPT_DAYS + 1 + at);
    switch (request.url.pathname) {
      case '/v1.0/security/alerts_v2': {
        const alerts = days.flatMap((day) => once(`a${day}`, () => generateAlerts(seed, day, startedOn)));
        return answerFindings(request, alerts, nowMs, 1_000);
      }
      case '/v1.0/security/incidents': {
        const incidents = days.flatMap((day) => once(`i${day}`, () => generateIncidents(day, startedOn)));
        return answerFindings(request, incidents, nowMs, 50);
      }
      default:
        return null;
    }
  };
}

function answerFindings(
  { url }: VendorRequest,
  findings: readonly Finding[],
  nowMs: number,
  maxTop: number,
): VendorAnswer<unknown> {
  const options = url.searchParams;
  for (const name of options.keys()) {
    if (!['$filter', '$top', '$skip', '$orderby', '$count', '$expand'].includes(name)) {
      return refused(400, 'BadRequest', `The query option '${name}' is not supported.`);
    }
  }
  // As large tenants are seen to answer.
  if (options.has('$expand')) return refused(500, 'InternalServerError', 'An error has occurred.');
  const skip = Number(options.get('$skip') ?? 0);
  if (skip > HIGHEST_SKIP) return refused(400, 'BadRequest', 'The skip value is too large.');
  const since = readSince(options.get('$filter'));
  if (since === null) return refused(400, 'BadRequest', 'Invalid filter clause');
  const states = findings.flatMap(({ states }) => states.filter(({ atMs }) => atMs <= nowMs).slice(-1));
  const order = options.get('$orderby') === 'lastUpdateDateTime asc' ? 1 : -1;
  const value = states
    .map(({ record }) => record)
    .filter((record) => since.fits(String(record.lastUpdateDateTime)))
    .toSorted((a, b) => (String(a.lastUpdateDateTime) < String(b.lastUpdateDateTime) ? -order : order));
  const top = Math.min(Number(options.get('$top') ?? maxTop), maxTop);
  return { status: 200, data: { '@odata.context': '$metadata', value: value.slice(skip, skip + top) } };
}

/** Compared as texts with seven digits: a JavaScript date has three. */
function readSince(filter: string | null): { fits(time: string): boolean } | null {
  if (filter === null) return { fits: () => true };
  const [, operator, whole = '', fraction = ''] =
    /^lastUpdateDateTime (ge|gt) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,7}))?Z$/.exec(filter) ?? [];
  if (operator === undefined) return null;
  const bound = `${whole}.${fraction.padEnd(7, '0')}Z`;
  return { fits: (time) => (operator === 'ge' ? time >= bound : time > bound) };
}
