import type { VendorAnswer, VendorRequest } from '../serve-vendor.ts';
import type { SampleApiOptions } from '../start-sample-tenant.ts';
import { type EntroRow, generateEntroDay, MS_PER_DAY } from './generate-day.ts';

const LONGEST_RANGE_DAYS = 400;
/** How far an answer reaches into the day that `to` names: rows there come twice in a walk from day to day. */
const TOUCHED_MS = 3_600_000;

/** The audit-log call as Entro answers it: bare token, days as dd/mm/yyyy, one unordered array without pages. */
export function createEntroApi(options: SampleApiOptions & { readonly token: string }) {
  const { clock, token } = options;
  const startedOn = Math.floor(clock.nowUs() / 1_000 / MS_PER_DAY);
  return (request: VendorRequest): VendorAnswer<EntroRow[]> => {
    if (request.url.pathname !== '/v1/scan/auditLogs') return refuse(404, 'No such path');
    if (request.method !== 'GET') return refuse(405, 'Only GET is answered here');
    if (request.headers.authorization !== token) return refuse(401, 'The token is not valid');
    const from = readDay(request.url.searchParams.get('from'));
    const to = request.url.searchParams.get('to');
    const lastDay = to === null ? null : readDay(to);
    if (from === null || (to !== null && lastDay === null)) return refuse(400, 'A day is written dd/mm/yyyy');
    const nowMs = clock.nowUs() / 1_000;
    const untilMs = lastDay === null ? nowMs : Math.min(nowMs, lastDay * MS_PER_DAY + TOUCHED_MS);
    return { status: 200, data: rowsBetween(options, startedOn, from, untilMs) };
  };
}

function rowsBetween(
  { clock, seed, lateMs = () => 0 }: SampleApiOptions,
  startedOn: number,
  from: number,
  untilMs: number,
): EntroRow[] {
  const nowMs = clock.nowUs() / 1_000;
  const last = Math.min(Math.floor(untilMs / MS_PER_DAY), from + LONGEST_RANGE_DAYS);
  const days = Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from + index);
  return days
    .flatMap((day) => generateEntroDay(seed, day, startedOn))
    .filter(({ date, results }) => {
      const atMs = Date.parse(date);
      return atMs <= untilMs && atMs + lateMs(results.request_id) <= nowMs;
    });
}

/** Days since 1970; null for anything but dd/mm/yyyy of a day that exists. */
function readDay(text: string | null): number | null {
  const match = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text ?? '');
  if (!match) return null;
  const [, day, month, year] = match.map(Number);
  const ms = Date.UTC(year ?? 0, (month ?? 0) - 1, day);
  return new Date(ms).getUTCDate() === day && (month ?? 13) <= 12 ? ms / MS_PER_DAY : null;
}

function refuse(status: number, message: string): VendorAnswer<EntroRow[]> {
  return { status, refusal: { statusCode: status, message } };
}
