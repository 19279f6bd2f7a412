import { US_PER_HOUR } from '../../../shared/time-range.ts';
import type { TimeWalk } from '../../collector/pagination/pagination.ts';
import type { StreamContext } from '../../collector/stream-definition.ts';
import { readObject } from '../read-value.ts';
import { timeOf } from './graph-record.ts';
import { exactTime, graphRequest, linkRequest } from './graph-request.ts';
import { nextLinkOf } from './read-answer.ts';

/** Up to the present in one go: only the lower bound is asked for. */
const untilNow = {
  kind: 'time-walk',
  maxWindowUs: null,
  overlapUs: US_PER_HOUR,
  lagUs: 0,
  mark: 'window-end',
} as const;

const links = {
  linkRequest: (_context: StreamContext, link: string) => linkRequest(link),
  linkOf: nextLinkOf,
};

/**
 * Alerts, by the time of their latest change, oldest first. The API is seen to give no next link, to cut a page at its
 * maximum without a word and to refuse larger offsets, so the lower bound rises instead. `ge`, as several can share
 * the time at a page's edge.
 */
export function alertChanges(path: string, defaultPage: number): TimeWalk {
  return {
    ...untilNow,
    pages: {
      by: 'rising-bound',
      request: (context, { fromUs }) =>
        graphRequest(context, path, {
          filter: `lastUpdateDateTime ge ${exactTime(fromUs)}`,
          orderby: 'lastUpdateDateTime asc',
          top: context.pageSize || defaultPage,
        }),
      timeUsOf: (record) => timeOf(readObject(record).lastUpdateDateTime),
      smallestStepUs: 1,
      links,
    },
  };
}

/**
 * Incidents, by the time of their latest change. Their documentation knows no order, so none is asked for: they come
 * newest first, by offset, or along next links where there are some. One that changes meanwhile comes in on top: what
 * is behind it is pushed on and repeats, and itself is read by the next run.
 */
export function incidentChanges(path: string, defaultPage: number): TimeWalk {
  return {
    ...untilNow,
    pages: {
      by: 'offset',
      request: (context, { fromUs }, offset) =>
        graphRequest(context, path, {
          filter: `lastUpdateDateTime ge ${exactTime(fromUs)}`,
          top: context.pageSize || defaultPage,
          ...(offset === 0 ? {} : { skip: offset }),
        }),
      links,
    },
  };
}
