import { hash } from 'node:crypto';
import { type AppError, appError } from '../../../shared/app-error.ts';
import { nameOfOther, originOf } from '../address.ts';
import type { HttpRequest, StreamContext } from '../stream-definition.ts';
import { pageLimits } from './page-limits.ts';
import type { Pages, RisingPages } from './pagination.ts';

/** Which page of a window, snapshot or parent: a cursor or link that an answer gave, an offset, null for the first. */
export type PageToken = string | number | null;

export function requestPage<Scope>(
  pages: Pages<Scope>,
  context: StreamContext,
  scope: Scope,
  token: PageToken,
): HttpRequest {
  switch (pages.by) {
    case 'cursor':
      return pages.request(context, scope, typeof token === 'string' ? token : null);
    case 'link':
      return typeof token === 'string' ? pages.linkRequest(context, token) : pages.request(context, scope);
    case 'offset':
      return typeof token === 'string' && pages.links !== undefined
        ? pages.links.linkRequest(context, token)
        : pages.request(context, scope, typeof token === 'number' ? token : 0);
  }
}

/** The page after this one; null where this was the last. A relative link is completed from the request's address. */
export function nextPageOf<Scope>(
  pages: Pages<Scope>,
  page: {
    readonly answer: unknown;
    readonly records: readonly unknown[];
    readonly token: PageToken;
    readonly request: HttpRequest;
    readonly pageSize: number;
  },
): PageToken {
  switch (pages.by) {
    case 'cursor':
      return blankAsNull(pages.cursorOf(page.answer));
    case 'link': {
      const link = blankAsNull(pages.linkOf(page.answer));
      return link === null ? null : completeLink(link, page.request.url);
    }
    case 'offset': {
      const link = blankAsNull(pages.links?.linkOf(page.answer) ?? null);
      if (link !== null) return completeLink(link, page.request.url);
      if (typeof page.token === 'string') return null;
      // A short page is no end: a server may cut every page shorter than it was asked to.
      if (page.records.length === 0) return null;
      return (typeof page.token === 'number' ? page.token : 0) + passedBy(page.records, page.pageSize);
    }
  }
}

/** What comes twice in a page, or beyond the number that was asked for, passes nothing: else as much would be lost behind it. */
function passedBy(records: readonly unknown[], pageSize: number): number {
  const distinct = new Set(records.map((record) => shortHash(JSON.stringify(record) ?? ''))).size;
  return pageSize > 0 ? Math.min(distinct, pageSize) : distinct;
}

/** A link is kept as the vendor wrote it; only what is not an address of its own is completed. */
export function completeLink(link: string, from: string): string {
  return URL.canParse(link) || !URL.canParse(link, from) ? link : new URL(link, from).href;
}

export function blankAsNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/**
 * A token out of a checkpoint; null, for the first page, where it is a link to another address than the source has now:
 * the base URL was changed meanwhile.
 */
export function keptToken(token: PageToken, { by }: GuardedPages, address: string): PageToken {
  const isLink = by !== 'cursor' && typeof token === 'string';
  return isLink && foreignLink(token, address) !== null ? null : token;
}

/** Whether a token is something that an answer gave, and that can be refused for being too old. */
export function isGivenToken(token: PageToken): boolean {
  return typeof token === 'string';
}

/**
 * After a page that leads to another: `end`, it was the last all the same; `again`, it is asked for once more;
 * `enough`, the next run goes on with the page it leads to; or the error that ends the run, and the next begins anew.
 */
export type PageVerdict = 'go-on' | 'end' | 'again' | 'enough' | AppError;

/** Watches the pages of one window, snapshot or parent, so that a server can't keep a run for ever. */
export interface PageGuard {
  /** To be asked after each page that leads to another. */
  judge(page: {
    readonly token: PageToken;
    readonly next: PageToken;
    readonly records: readonly unknown[];
    readonly pageSize: number;
  }): PageVerdict;
  /**
   * For the checkpoint: the newest pages that have come, by their hashes. Only where a page that comes again would be
   * taken for the next one, as no cursor of its own gives it away.
   */
  seen(): readonly string[] | undefined;
}

const { mostPages, mostEmptyPages, mostRepeatedPages, mostAskedAgain } = pageLimits;

/** Kept in a checkpoint, so few: a server repeats what it answered last. */
const mostSeenKept = 20;

/** How pages are walked, as far as it tells what may rightly be repeated. */
export type GuardedPages = {
  readonly by: Pages<never>['by'] | RisingPages['by'];
  /** The vendor is known to repeat the cursor on its last page. */
  readonly mayRepeatLastCursor?: true;
};

/**
 * `address` is the source's own: a link that leads away from it is no place for the next run to begin with. `seen` is
 * what an earlier run has kept.
 */
export function createPageGuard(address: string, by: GuardedPages, seen: readonly string[] = []): PageGuard {
  const { host } = new URL(address);
  const tokens = new Set<string>();
  const contents = new Set(seen);
  let pages = 0;
  let emptyPages = 0;
  let repeatedPages = 0;
  let askedAgain = 0;
  return {
    judge({ token, next, records, pageSize }) {
      const isLink = by.by !== 'cursor' && typeof next === 'string';
      const foreign = isLink ? foreignLink(next, address) : null;
      if (foreign !== null) return foreign;
      pages++;
      emptyPages = records.length === 0 ? emptyPages + 1 : 0;
      const content = contentOf(records);
      const isKnownContent = content !== null && contents.has(content);
      if (content !== null) contents.add(content);
      if (isKnownContent) repeatedPages++;
      if (typeof token === 'string') tokens.add(shortHash(token));
      if (typeof next === 'string' && tokens.has(shortHash(next))) {
        const looksLikeTheEnd =
          by.mayRepeatLastCursor === true &&
          next === token &&
          !isKnownContent &&
          records.length < Math.max(pageSize, 1);
        return looksLikeTheEnd ? 'end' : samePage(host);
      }
      // A server may not compare a rising bound as finely as it was asked to.
      const isOffset = typeof next === 'number' && by.by !== 'rising-bound';
      if (isOffset && isKnownContent && records.length < pageSize)
        return ++askedAgain > mostAskedAgain ? 'end' : 'again';
      askedAgain = 0;
      if (isOffset ? isKnownContent : repeatedPages >= mostRepeatedPages) return samePage(host);
      if (emptyPages >= mostEmptyPages) return endless(host, pages);
      return pages >= mostPages ? 'enough' : 'go-on';
    },
    seen: () => (by.by === 'offset' ? [...contents].slice(-mostSeenKept) : undefined),
  };
}

/** Enough to know a page again: its first and last record and their number. Null for an empty page. */
function contentOf(records: readonly unknown[]): string | null {
  if (records.length === 0) return null;
  return shortHash(`${records.length} ${JSON.stringify(records[0])} ${JSON.stringify(records.at(-1))}`);
}

function shortHash(text: string): string {
  return hash('sha256', text, 'base64').slice(0, 22);
}

/** Null for a link to the source's own address. */
export function foreignLink(link: string, address: string): AppError | null {
  const linked = originOf(link);
  if (linked !== null && linked === originOf(address)) return null;
  const own = new URL(address).host;
  return appError(
    'unexpected-response',
    `The next page was said to be at ${nameOfOther(link, address)}, which is not the source's own host (${own}). Nothing was sent there.`,
    'Check the base URL. If the API has moved, enter its new address.',
  );
}

function samePage(host: string): AppError {
  return appError(
    'unexpected-response',
    `${host} keeps answering with the same page, so reading was stopped there. What was read is stored.`,
    'The next run tries again. If it goes on, tell the vendor: its paging does not come to an end.',
  );
}

/** What is said of a run that had `enough`. */
export function moreToCome(host: string): AppError {
  return appError(
    'unexpected-response',
    `${host} said after ${mostPages} pages that there is one more: reading was stopped there for now. What was read is stored.`,
    'The next run goes on with the page after it; in the window it begins at once, on the command line when you collect again. If it never comes to an end, tell the vendor.',
  );
}

function endless(host: string, pages: number): AppError {
  return appError(
    'unexpected-response',
    `${host} always says that there is one more page: reading was stopped after ${pages} pages. What was read is stored.`,
    'The next run tries again. If it goes on, tell the vendor: its paging does not come to an end.',
  );
}
