import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { AppError } from '../../../shared/app-error.ts';
import type { Question, Sort } from '../../../shared/question.ts';
import { useIpc } from '../../ipc-client.ts';
import { asAppError, ask, useAsk } from '../../queries.ts';
import { blockOfRow, failureIn } from '../table/block-cache.ts';
import { type LoadedRows, RowLoader } from '../table/row-loader.ts';

export interface EventRows extends LoadedRows {
  /** Of the question the rows belong to; what is known so far until the exact number is in. */
  readonly count: number;
  readonly isCountExact: boolean;
  /** The rows are those of the question before, until the first of the new one are in. */
  readonly isOutdated: boolean;
  /** Changes when other rows take their place: another question or order, not a further block. */
  readonly answerKey: object;
  show(first: number, last: number, direction: 1 | -1): void;
  /** Why rows are missing; `retry` asks for them again. */
  readonly failure: AppError | null;
  retry(): void;
  /** Nothing to show yet: the rows are placeholders. */
  readonly isFirstLoad: boolean;
}

/** As many rows as a tall window shows. */
const PLACEHOLDERS = 40;

interface Asked {
  readonly question: Question;
  readonly sort: Sort;
  readonly columns: readonly string[];
  storedUntilUs(): number | null;
}

/** The rows of the question, in blocks as they are looked at. The old rows stay until the first new ones are in. */
export function useEventRows({ question, sort, columns, storedUntilUs }: Asked): EventRows {
  const ipc = useIpc();
  const counted = useAsk('events.count', { question });
  const loader = useMemo(
    () =>
      new RowLoader((offset, limit, signal) => {
        const bounded = { ...question, storedUntilUs: storedUntilUs() };
        return ask(
          ipc,
          'events.page',
          { question: bounded, sort, columns: [...columns], offset, limit },
          signal,
        );
      }, asAppError),
    [ipc, question, sort, columns, storedUntilUs],
  );
  useEffect(() => {
    loader.show(0, 0, 1, 1);
    return () => loader.stop();
  }, [loader]);

  const fresh = useSyncExternalStore(loader.subscribe, loader.snapshot);
  const isAnswered = isSettled(fresh);
  const exact = counted.isFetching ? null : (counted.data?.count ?? null);
  const count = exact ?? (isAnswered ? fresh.atLeast : PLACEHOLDERS);
  const [kept, setKept] = useState<{ loader: RowLoader; count: number } | null>(null);
  if (isAnswered && (kept?.loader !== loader || kept.count !== count)) setKept({ loader, count });

  const isOutdated = !isAnswered && kept !== null;
  const shownLoader = isOutdated && kept ? kept.loader : loader;
  const shown = useSyncExternalStore(shownLoader.subscribe, shownLoader.snapshot);
  const shownCount = isOutdated && kept ? kept.count : count;
  return {
    ...shown,
    count: shownCount,
    isCountExact: isOutdated || exact !== null || shown.isWhole,
    isOutdated,
    answerKey: shownLoader,
    show: useCallback(
      (first, last, direction) => {
        // Blocks of the question before aren't worth asking for any more.
        if (!isOutdated) shownLoader.show(first, last, shownCount, direction);
      },
      [shownLoader, shownCount, isOutdated],
    ),
    failure: failureIn(shown.cache),
    retry: useCallback(() => shownLoader.retry(), [shownLoader]),
    isFirstLoad: !isOutdated && !isAnswered,
  };
}

/** The first rows, or why there are none, are in. */
function isSettled(loaded: LoadedRows): boolean {
  const first = loaded.cache.blocks.get(blockOfRow(0));
  return loaded.atLeast > 0 || loaded.isWhole || first?.state === 'failed';
}
