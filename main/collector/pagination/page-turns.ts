import { hash } from 'node:crypto';
import { type AppError, appError } from '../../../shared/app-error.ts';
import type { HttpRequest, StreamContext } from '../stream-definition.ts';
import type { Pages } from './pagination.ts';

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
      const isLast = page.records.length === 0 || page.records.length < page.pageSize;
      return isLast ? null : (typeof page.token === 'number' ? page.token : 0) + page.records.length;
    }
  }
}

/** A link is kept as the vendor wrote it; only what is not an address of its own is completed. */
export function completeLink(link: string, from: string): string {
  return URL.canParse(link) || !URL.canParse(link, from) ? link : new URL(link, from).href;
}

export function blankAsNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** Whether a token is something that an answer gave, and that can be refused for being too old. */
export function isGivenToken(token: PageToken): boolean {
  return typeof token === 'string';
}

const mostPages = 100_000;
const mostEmptyPages = 1_000;
/** With cursors, links and bounds a page may rightly look like one before; not again and again. */
const mostRepeatedPages = 4;

/** Whether an API is declared to repeat its last cursor. */
export function mayRepeatLast(pages: { readonly by: string; readonly mayRepeatLastCursor?: true }): boolean {
  return pages.mayRepeatLastCursor === true;
}

/** Watches the pages of one window, snapshot or parent, so that a server can't keep a run for ever. */
export interface PageGuard {
  /**
   * To be asked after each page that leads to another. `end`: this was the last page, its cursor is only repeated.
   * An error ends the run.
   */
  judge(page: {
    readonly token: PageToken;
    readonly next: PageToken;
    readonly records: readonly unknown[];
    readonly pageSize: number;
    /** `next` is an address. One on another host is not for the checkpoint: the next run would begin with it. */
    readonly isLink: boolean;
    /** The vendor is known to repeat the cursor on its last page. */
    readonly mayRepeatLast?: boolean;
    /** `next` is a rising bound, which a server may not compare as finely as it was asked to. */
    readonly isBound?: boolean;
  }): 'go-on' | 'end' | AppError;
}

export function createPageGuard(host: string): PageGuard {
  const tokens = new Set<string>();
  const contents = new Set<string>();
  let pages = 0;
  let emptyPages = 0;
  let repeatedPages = 0;
  return {
    judge({ token, next, records, pageSize, isLink, mayRepeatLast = false, isBound = false }) {
      const foreignHost = isLink && typeof next === 'string' ? otherHostOf(next, host) : null;
      if (foreignHost !== null) return foreignLink(foreignHost, host);
      pages++;
      emptyPages = records.length === 0 ? emptyPages + 1 : 0;
      const content = contentOf(records);
      const isKnownContent = content !== null && contents.has(content);
      if (content !== null) contents.add(content);
      if (isKnownContent) repeatedPages++;
      if (typeof token === 'string') tokens.add(shortHash(token));
      if (typeof next === 'string' && tokens.has(shortHash(next))) {
        const looksLikeTheEnd =
          mayRepeatLast && next === token && !isKnownContent && records.length < Math.max(pageSize, 1);
        return looksLikeTheEnd ? 'end' : samePage(host);
      }
      const isOffset = typeof next === 'number' && !isBound;
      if (isOffset ? isKnownContent : repeatedPages >= mostRepeatedPages) {
        return samePage(host);
      }
      return pages >= mostPages || emptyPages >= mostEmptyPages ? endless(host, pages) : 'go-on';
    },
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

/** The host of a link, where it is not the source's own. */
export function otherHostOf(link: string, host: string): string | null {
  const linked = URL.canParse(link) ? new URL(link).host : 'an address that can’t be read';
  return linked === host ? null : linked;
}

export function foreignLink(linked: string, host: string): AppError {
  return appError(
    'unexpected-response',
    `The next page was said to be at ${linked}, which is not the source's own host (${host}). Nothing was sent there.`,
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

function endless(host: string, pages: number): AppError {
  return appError(
    'unexpected-response',
    `${host} always says that there is one more page: reading was stopped after ${pages} pages. What was read is stored.`,
    'The next run tries again. If it goes on, tell the vendor: its paging does not come to an end.',
  );
}
