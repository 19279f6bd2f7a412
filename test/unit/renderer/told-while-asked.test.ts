import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createQueryClient, takeTold, takeToldPart } from '../../../renderer/queries.ts';

const key = ['exports.list', {}] as const;

/** Answers in any order, each when the test says so. */
let answers: ((value: unknown) => void)[];
let queries: QueryClient;
let stop: () => void;

/** A part of the window that shows what is known, as `useRead` makes it. */
const shown = () => queries.getQueryData(key);
const isAsking = () => queries.isFetching({ queryKey: key }) > 0;
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
  answers = [];
  queries = createQueryClient();
  const observer = new QueryObserver(queries, {
    queryKey: key,
    queryFn: () => new Promise((resolve) => answers.push(resolve)),
  });
  stop = observer.subscribe(() => undefined);
});
afterEach(() => {
  stop();
  queries.clear();
});

describe('what main tells while an answer is on its way', () => {
  it('is not put back by the answer, which may be older', async () => {
    takeTold(queries, key, { jobs: [] });
    await settled();
    answers[0]?.('older');
    await settled();
    expect(shown()).toEqual({ jobs: [] });
    expect(isAsking()).toBe(false);
  });

  it('makes a list be asked for anew, where it is a part of it', async () => {
    takeToldPart(queries, key, () => ({ jobs: [] }));
    await settled();
    answers[0]?.('older');
    await settled();
    expect(shown()).toEqual({ jobs: [] });
    answers[1]?.('newer');
    await settled();
    expect(shown()).toBe('newer');
  });

  it('makes a list be asked for anew that was not there yet', async () => {
    takeToldPart(queries, key, (list) => list);
    await settled();
    answers[0]?.('older');
    await settled();
    expect(shown()).toBeUndefined();
    answers[1]?.('newer');
    await settled();
    expect(shown()).toBe('newer');
  });

  it('is taken over without a question when none is on its way', async () => {
    answers[0]?.({ jobs: [] });
    await settled();
    takeToldPart(queries, key, (list) => list && { jobs: [...list.jobs] });
    await settled();
    expect(answers).toHaveLength(1);
    expect(isAsking()).toBe(false);
  });
});
