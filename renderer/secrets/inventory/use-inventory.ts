import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { IpcInput, IpcOutput } from '../../../shared/ipc/ipc-contract.ts';
import type { SecretSummary } from '../../../shared/secret-inventory.ts';
import { useIpc } from '../../ipc-client.ts';
import { type AskResult, ask, useAsk, useIpcEvent } from '../../queries.ts';

export type InventoryQuestion = Pick<IpcInput<'secrets.list'>, 'filter' | 'sort'>;

export interface Inventory {
  /** Counts and the first rows; those of the question before until the new ones are in. */
  readonly head: AskResult<'secrets.list'>;
  readonly total: number;
  /** Null while the row is on its way. */
  rowAt(index: number): SecretSummary | null;
}

const BLOCK = 200;
const FOLLOW_MS = 500;

/** The secrets of the question, in blocks as they are looked at (`first` to `last`, both included). */
export function useInventory(question: InventoryQuestion, first: number, last: number): Inventory {
  const ipc = useIpc();
  const { head, total } = useHead(question);
  const further = blocksBetween(first, Math.min(last, total - 1)).filter((block) => block > 0);
  const answers = useQueries({
    queries: further.map((block) => {
      const asked = { ...question, offset: block * BLOCK, limit: BLOCK };
      return {
        queryKey: ['secrets.list', asked],
        queryFn: ({ signal }: { signal: AbortSignal }) => ask(ipc, 'secrets.list', asked, signal),
      };
    }),
  });
  const rowAt = (index: number): SecretSummary | null => {
    const block = Math.floor(index / BLOCK);
    const answer: IpcOutput<'secrets.list'> | undefined =
      block === 0 ? head.data : answers[further.indexOf(block)]?.data;
    return answer?.secrets[index % BLOCK] ?? null;
  };
  return { head, total, rowAt };
}

/** How many there are, by state and type, and the first of them. */
export function useHead(question: InventoryQuestion) {
  const head = useAsk('secrets.list', { ...question, offset: 0, limit: BLOCK });
  return { head, total: head.data?.total ?? 0 };
}

function blocksBetween(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / BLOCK);
  const to = Math.floor(Math.max(0, last) / BLOCK);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
}

/**
 * Asks again when secrets came in or changed, at most twice a second: a catch-up tells of it with every page. The
 * returned function does so at once.
 */
export function useFollowedInventory(): () => void {
  const queries = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  const refresh = useCallback(() => {
    for (const call of ['secrets.list', 'secrets.detail'])
      void queries.invalidateQueries({ queryKey: [call] });
  }, [queries]);
  useIpcEvent('secrets.changed', () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = null;
      refresh();
    }, FOLLOW_MS);
  });
  useEffect(() => {
    // What was kept from an earlier visit may be older than what came in since.
    refresh();
    return () => {
      if (waiting.current !== null) clearTimeout(waiting.current);
      waiting.current = null;
    };
  }, [refresh]);
  return refresh;
}
