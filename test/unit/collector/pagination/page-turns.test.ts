import { describe, expect, it } from 'vitest';
import { nextPageOf, requestPage } from '../../../../main/collector/pagination/page-turns.ts';
import type { OffsetPages } from '../../../../main/collector/pagination/pagination.ts';

const get = (url: string) => ({ method: 'GET' as const, url, headers: {} });
const pages: OffsetPages<null> = {
  by: 'offset',
  request: (_context, _scope, offset) => get(`https://api.example.com/items?skip=${offset}`),
  links: {
    linkRequest: (_context, link) => get(link),
    linkOf: (answer) => (answer as { next?: string }).next ?? null,
  },
};
const context = { url: 'https://api.example.com', settings: {}, credentials: {}, pageSize: 2 };
const turn = (answer: unknown, records: readonly unknown[], token: string | number | null) =>
  nextPageOf(pages, {
    answer,
    records,
    token,
    request: requestPage(pages, context, null, token),
    pageSize: 2,
  });

describe('pages by offset of an API that may give links', () => {
  it('go by offset while there are none, and end at an empty page', () => {
    expect(turn({}, [1, 2], null)).toBe(2);
    expect(requestPage(pages, context, null, 2).url).toBe('https://api.example.com/items?skip=2');
    expect(turn({}, [3], 2)).toBe(3);
    expect(turn({}, [], 3)).toBeNull();
  });

  it('follow the links where there are some, whatever a page holds, to the one without', () => {
    expect(turn({ next: '/items?page=b' }, [1], null)).toBe('https://api.example.com/items?page=b');
    expect(requestPage(pages, context, null, 'https://api.example.com/items?page=b').url).toBe(
      'https://api.example.com/items?page=b',
    );
    expect(turn({}, [2, 3], 'https://api.example.com/items?page=b')).toBeNull();
  });
});
