import { useMemo, useRef, useState } from 'react';
import type { SecretFilter } from '../../../shared/secret-inventory.ts';
import { showToast } from '../../design/toast.tsx';
import { useScrollWindow } from '../../explore/table/use-scroll-window.ts';
import { useIpc } from '../../ipc-client.ts';
import { asAppError, ask } from '../../queries.ts';
import { firstSort, type SecretSort } from './secret-columns.ts';
import { extended, MOST_CHOSEN, nothingChosen, toggled } from './selection.ts';
import { useFollowedInventory, useHead, useInventory } from './use-inventory.ts';

export type InventoryList = ReturnType<typeof useInventoryList>;

const HEADER_PX = 32;

/** The list's order, place, choice and open secret, and what can be done with them. */
export function useInventoryList(filter: SecretFilter, firstOpen: string | null) {
  const [sort, setSort] = useState(firstSort);
  const [cursor, setCursor] = useState(0);
  const [openPrint, setOpenPrint] = useState(firstOpen);
  const element = useRef<HTMLDivElement>(null);
  const question = useMemo(() => ({ filter, sort }), [filter, sort]);
  const window = useScrollWindow(element, useHead(question).total, HEADER_PX, question);
  const inventory = useInventory(question, window.first, window.last);
  const refresh = useFollowedInventory();
  const place = Math.max(0, Math.min(cursor, inventory.total - 1));
  const choice = useChoice(question, inventory.rowAt);
  const open = (row: number) => {
    const secret = inventory.rowAt(row);
    if (secret) setOpenPrint(secret.fingerprint);
  };
  const close = () => {
    setOpenPrint(null);
    element.current?.focus();
  };
  return {
    ...choice,
    element,
    window,
    inventory,
    sort,
    setSort: (next: SecretSort) => {
      setSort(next);
      setCursor(0);
    },
    cursor: place,
    setCursor,
    openPrint,
    open,
    close,
    refresh,
    step: (by: -1 | 1) => {
      const next = Math.max(0, Math.min(inventory.total - 1, place + by));
      setCursor(next);
      open(next);
    },
    closeOrChooseNone: () => (openPrint === null ? choice.chooseNone() : close()),
  };
}

function useChoice(
  question: Parameters<typeof useInventory>[0],
  rowAt: ReturnType<typeof useInventory>['rowAt'],
) {
  const ipc = useIpc();
  const [selection, setSelection] = useState(nothingChosen);
  const [isCut, setCut] = useState(false);
  const [isMarking, setMarking] = useState(false);
  const printAt = (index: number) => rowAt(index)?.fingerprint ?? null;
  const chooseNone = () => {
    setSelection(nothingChosen);
    setCut(false);
  };
  return {
    selection,
    /** Not all that was asked for could be chosen. */
    isCut,
    isMarking,
    setMarking,
    chooseNone,
    choose(row: number, isRange: boolean) {
      const fingerprint = printAt(row);
      if (fingerprint === null) return;
      setSelection((before) =>
        isRange ? extended(before, row, printAt) : toggled(before, row, fingerprint),
      );
    },
    /** The whole list, not only what was scrolled to; a second time none. */
    async chooseAll() {
      if (selection.chosen.size > 0) {
        chooseNone();
        return;
      }
      try {
        const asked = { ...question, offset: 0, limit: MOST_CHOSEN };
        const { secrets, total } = await ask(ipc, 'secrets.list', asked);
        const [first] = secrets;
        setSelection({
          chosen: new Set(secrets.map(({ fingerprint }) => fingerprint)),
          anchor: first ? { row: 0, fingerprint: first.fingerprint } : null,
        });
        setCut(total > MOST_CHOSEN);
      } catch (problem) {
        const { message, remedy } = asAppError(problem);
        showToast({ tone: 'failure', title: message, text: remedy });
      }
    },
  };
}
