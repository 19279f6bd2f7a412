import type { TimeWalk } from '../../collector/pagination/pagination.ts';
import { readObject } from '../read-value.ts';
import { timeOf } from './graph-record.ts';
import { exactTime, graphRequest, linkRequest } from './graph-request.ts';
import { nextLinkOf } from './read-answer.ts';
import { HOUR_US } from './spans.ts';

/**
 * Alerts and incidents, which change: by the time of the latest change, oldest first. The API is seen to give no next
 * link, to cut a page at its maximum without a word and to refuse larger offsets, so the lower bound rises instead.
 * `ge`, as several can share the time at a page's edge.
 */
export function changesSince(path: string, defaultPage: number): TimeWalk {
  return {
    kind: 'time-walk',
    maxWindowUs: null,
    overlapUs: HOUR_US,
    lagUs: 0,
    mark: 'window-end',
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
      links: { linkRequest: (_context, link) => linkRequest(link), linkOf: nextLinkOf },
    },
  };
}
