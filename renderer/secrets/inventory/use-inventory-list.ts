import { useEffect, useMemo, useRef, useState } from 'react';
import type { SecretFilter } from '../../../shared/secret-inventory.ts';
import { useScrollWindow } from '../../explore/table/use-scroll-window.ts';
import { firstSort, type SecretSort } from './secret-columns.ts';
import { useChoice } from './use-choice.ts';
import { useFollowedInventory, useHead, useInventory } from './use-inventory.ts';

export type InventoryList = ReturnType<typeof useInventoryList>;

const HEADER_PX = 32;

/** The list's order, place, choice and open secret, and what can be done with them. */
export function useInventoryList(filter: SecretFilter, firstOpen: string | null) {
  const [sort, setSort] = useState(firstSort);
  const [cursor, setCursor] = useState(0);
  const [openPrint, setOpenPrint] = useState(firstOpen);
  const element = useRef<HTMLDivElement>(null);
  // Who was led to a secret goes on by keyboard: Esc closes it, the arrows walk the list.
  useEffect(() => {
    if (firstOpen !== null) element.current?.focus({ preventScroll: true });
  }, [firstOpen]);
  const question = useMemo(() => ({ filter, sort }), [filter, sort]);
  const window = useScrollWindow(element, useHead(question).total, HEADER_PX, question);
  const inventory = useInventory(question, window.first, window.last);
  const refresh = useFollowedInventory();
  const place = Math.max(0, Math.min(cursor, inventory.total - 1));
  const choice = useChoice(question, inventory);
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
