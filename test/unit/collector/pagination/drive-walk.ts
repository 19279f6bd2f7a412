import type { Pagination } from '../../../../main/collector/pagination/pagination.ts';
import { startWalk, type WalkStart, type WalkVerdict } from '../../../../main/collector/pagination/walk.ts';
import type { HttpRequest } from '../../../../main/collector/stream-definition.ts';
import type { AppError } from '../../../../shared/app-error.ts';
import { ok } from '../../../../shared/result.ts';

export const us = (text: string) => Date.parse(text) * 1_000;

/** What a made-up server answers: data, or a refusal and what it means. */
export type Reply = { readonly data: unknown } | { readonly verdict: WalkVerdict };

export interface Driven {
  readonly asked: string[];
  readonly records: unknown[];
  readonly descriptions: string[];
  readonly progress: string[];
  /** Which of the requests carried what an answer had given. */
  readonly withPosition: number[];
  readonly position: string | null;
  readonly problem: AppError | null;
  readonly hasMore: boolean;
  readonly completeSinceUs: number | null;
}

export interface DriveOptions {
  readonly position?: string | null;
  readonly lookBackDays?: number;
  readonly pageSize?: number;
  readonly now: string;
  /** The vendor's clock, where it is another. */
  readonly vendorNow?: string;
  readonly range?: WalkStart['range'];
  /** Ends after so many answers, as a crash does. */
  readonly steps?: number;
}

export const vendorUrl = 'https://vendor.example.com';

/** A walk against a made-up server, as a run leads it. An answer's records are `rows` of it. */
export function driveWalk(
  pagination: Pagination,
  answer: (request: HttpRequest) => Reply,
  options: DriveOptions,
): Driven {
  const { now, vendorNow = now, pageSize = 2, lookBackDays = 3, position = null } = options;
  const readRecords = (data: unknown) => ok((data as { rows?: unknown[] } | null)?.rows ?? []);
  const context = { url: vendorUrl, settings: {}, credentials: {}, pageSize };
  const driven = {
    asked: [] as string[],
    records: [] as unknown[],
    descriptions: [] as string[],
    progress: [] as string[],
    withPosition: [] as number[],
    position,
    problem: null as AppError | null,
    hasMore: false,
    completeSinceUs: null as number | null,
  };
  const start: WalkStart = {
    context,
    position,
    lookBackDays,
    nowUs: us(now),
    receivedNowUs: () => us(now),
    readRecords,
    ...(options.range === undefined ? {} : { range: options.range }),
  };
  for (let step = startWalk(pagination, start), count = 0; count < (options.steps ?? 5_000); count++) {
    if (step.hasPosition) driven.withPosition.push(count);
    driven.asked.push(step.request.url.replace(vendorUrl, ''));
    const { progress } = step;
    driven.progress.push(
      progress === null ? '' : `${progress.done}/${progress.total} ${progress.unit} ${progress.at}`,
    );
    const reply = answer(step.request);
    const turn =
      'verdict' in reply
        ? step.onVerdict?.(reply.verdict, us(vendorNow))
        : followed(step, reply.data, us(vendorNow));
    if (turn === null || turn === undefined) throw new Error('the walk can’t go on after this verdict');
    if ('data' in reply) {
      const records = step.recordsOf?.(reply.data) ?? readRecords(reply.data);
      if (records.ok) driven.records.push(...records.value);
    }
    driven.position = turn.checkpoint?.position ?? driven.position;
    if (turn.checkpoint !== null) driven.descriptions.push(turn.checkpoint.description);
    driven.completeSinceUs = turn.completeSinceUs ?? driven.completeSinceUs;
    driven.problem = turn.problem ?? null;
    driven.hasMore = turn.hasMore ?? false;
    if (turn.next === null) break;
    step = turn.next;
  }
  return driven;

  function followed(step: ReturnType<typeof startWalk>, data: unknown, nowUs: number) {
    const records = step.recordsOf?.(data) ?? readRecords(data);
    if (!records.ok) throw new Error(records.error.message);
    const turn = step.follow(data, nowUs, records.value);
    if (!turn.ok) throw new Error(turn.error.message);
    return turn.value;
  }
}

/** For servers that page through a list: the page, and the number of the next one. */
export function pageOf<Row>(rows: readonly Row[], page: number, size: number) {
  const from = page * size;
  return { rows: rows.slice(from, from + size), next: from + size < rows.length ? page + 1 : null };
}
