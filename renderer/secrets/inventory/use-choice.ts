import { useRef, useState } from 'react';
import { showToast } from '../../design/toast.tsx';
import { useIpc } from '../../ipc-client.ts';
import { asAppError, ask } from '../../queries.ts';
import {
  allChosen,
  extended,
  MOST_CHOSEN,
  nothingChosen,
  type RowRange,
  rangeTo,
  type Selection,
  toggled,
} from './selection.ts';
import type { Inventory, InventoryQuestion } from './use-inventory.ts';

/** Which secrets are chosen to be marked. Ranges are whole, also over rows that were never scrolled to. */
export function useChoice(question: InventoryQuestion, inventory: Inventory) {
  const { selection, latest, change, chooseNone, ifStill } = useSelection();
  const [isMarking, setMarking] = useState(false);
  const readRows = useRowReader(question);
  const pending = useRef<Promise<void> | null>(null);

  const extend = async (row: number, here: string | null, stillMeant: () => boolean) => {
    if (!stillMeant()) return;
    const range = rangeTo(latest.current, row);
    const loaded = loadedPrints(inventory, range);
    if (loaded) {
      change(extended(latest.current, row, here, range, loaded));
      return;
    }
    const read = await readRows(range.first, range.count);
    if (read && stillMeant()) change(extended(latest.current, row, here, range, read.fingerprints));
  };
  /** One after the other, as each begins where the one before it ended. */
  const extendInTurn = (row: number, here: string | null) => {
    const stillMeant = ifStill();
    const begin = () => extend(row, here, stillMeant);
    const turn = pending.current === null ? begin() : pending.current.then(begin);
    pending.current = turn;
    void turn.then(() => {
      if (pending.current === turn) pending.current = null;
    });
  };

  return {
    selection,
    isMarking,
    setMarking,
    chooseNone,
    choose(row: number, isRange: boolean) {
      const here = inventory.rowAt(row)?.fingerprint ?? null;
      if (isRange) extendInTurn(row, here);
      else if (here !== null) change(toggled(latest.current, row, here));
    },
    /** The whole list, not only what was scrolled to; a second time none. */
    async chooseAll() {
      if (latest.current.chosen.size > 0) {
        chooseNone();
        return;
      }
      const stillMeant = ifStill();
      const read = await readRows(0, MOST_CHOSEN);
      if (read && stillMeant()) change(allChosen(read.fingerprints, read.total));
    },
  };
}

/** The choice, readable at once after it was changed: a key press may change it twice before the next drawing. */
function useSelection() {
  const [selection, setSelection] = useState(nothingChosen);
  const latest = useRef(selection);
  const emptied = useRef(0);
  const change = (next: Selection) => {
    latest.current = next;
    setSelection(next);
  };
  return {
    selection,
    latest,
    change,
    chooseNone: () => {
      emptied.current += 1;
      change(nothingChosen);
    },
    /** Whether the choice has not been emptied since: what was asked for before that must not be marked. */
    ifStill: () => {
      const before = emptied.current;
      return () => emptied.current === before;
    },
  };
}

/** Null where one of the rows is not loaded, or where what is shown is still the answer to another question. */
function loadedPrints({ head, rowAt }: Inventory, { first, count }: RowRange): string[] | null {
  if (head.isPlaceholderData) return null;
  const prints: string[] = [];
  for (let row = first; row < first + count; row += 1) {
    const secret = rowAt(row);
    if (secret === null) return null;
    prints.push(secret.fingerprint);
  }
  return prints;
}

/** Reads rows of the list as the question has them; says so and answers null where that fails. */
function useRowReader(question: InventoryQuestion) {
  const ipc = useIpc();
  return async (offset: number, limit: number) => {
    try {
      const { secrets, total } = await ask(ipc, 'secrets.list', { ...question, offset, limit });
      return { fingerprints: secrets.map(({ fingerprint }) => fingerprint), total };
    } catch (problem) {
      const { message, remedy } = asAppError(problem);
      showToast({ tone: 'failure', title: message, text: remedy });
      return null;
    }
  };
}
