import { describe, expect, it } from 'vitest';
import {
  allChosen,
  extended,
  MOST_CHOSEN,
  nothingChosen,
  rangeTo,
  type Selection,
  toggled,
} from '../../../../renderer/secrets/inventory/selection.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];
const many = Array.from({ length: 2_500 }, (_, row) => `s${row}`);

/** As the window does it: the range's rows are read from the list as it is now. */
function chosenTo(selection: Selection, row: number, list: readonly string[], here = list[row] ?? null) {
  const range = rangeTo(selection, row);
  return extended(selection, row, here, range, list.slice(range.first, range.first + range.count));
}

const sorted = ({ chosen }: Selection) => [...chosen].sort();

describe('choosing secrets', () => {
  it('chooses and lets go of one', () => {
    const chosen = toggled(nothingChosen, 1, 'b');
    expect(sorted(chosen)).toEqual(['b']);
    expect(sorted(toggled(chosen, 1, 'b'))).toEqual([]);
  });

  it('extends to a row in both directions from where the last choice was', () => {
    const from = toggled(nothingChosen, 3, 'd');
    expect(sorted(chosenTo(from, 1, letters))).toEqual(['b', 'c', 'd']);
    expect(sorted(chosenTo(from, 4, letters))).toEqual(['d', 'e']);
    expect(sorted(chosenTo(nothingChosen, 1, letters))).toEqual(['b']);
    const back = chosenTo(chosenTo(from, 1, letters), 4, letters);
    expect(sorted(back)).toEqual(['b', 'c', 'd', 'e']);
  });

  it('takes in every row of the range, also where the last one was not loaded when it was pressed', () => {
    const from = toggled(nothingChosen, 3, 's3');
    const to = chosenTo(from, 712, many, null);
    expect(to.chosen.size).toBe(710);
    expect(to).toMatchObject({ isCut: false, anchor: { row: 3, fingerprint: 's3' } });
    expect(to.chosen.has('s712')).toBe(true);
  });

  it('begins a range anew where the list was sorted otherwise since the last choice', () => {
    const otherwise = [...letters].reverse();
    const again = chosenTo(toggled(nothingChosen, 0, 'a'), 3, otherwise);
    expect(sorted(again)).toEqual(['a', 'b']);
    expect(sorted(chosenTo(again, 2, otherwise))).toEqual(['a', 'b', 'c']);
  });

  it('chooses what was pressed alone where it has moved away before the rows were read', () => {
    const from = toggled(nothingChosen, 0, 'a');
    expect(sorted(chosenTo(from, 2, ['a', 'x', 'y', 'b', 'c'], 'c'))).toEqual(['a', 'c']);
    expect(sorted(chosenTo(from, 2, [], null))).toEqual(['a']);
  });

  it('goes from secret to secret where more came in between', () => {
    const from = toggled(nothingChosen, 0, 'a');
    const after = chosenTo(from, 3, ['new', 'a', 'b', 'c', 'd'], 'c');
    expect(sorted(after)).toEqual(['a', 'b', 'c']);
    expect(after.anchor).toEqual({ row: 1, fingerprint: 'a' });
  });
});

describe('the most that can be marked at once', () => {
  it('cuts a range to what is nearest its beginning, in both directions, and says so', () => {
    const down = chosenTo(toggled(nothingChosen, 100, 's100'), 2_400, many);
    expect(down.isCut).toBe(true);
    expect(down.chosen.size).toBe(MOST_CHOSEN);
    expect(down.chosen.has('s1099')).toBe(true);
    const up = chosenTo(toggled(nothingChosen, 2_400, 's2400'), 3, many);
    expect(up.isCut).toBe(true);
    expect(up.chosen.size).toBe(MOST_CHOSEN);
    expect(up.chosen.has('s1401')).toBe(true);
    expect(up.chosen.has('s2400')).toBe(true);
  });

  it('counts what was chosen before', () => {
    const before = chosenTo(toggled(nothingChosen, 0, 's0'), 899, many);
    const from = toggled(before, 1_500, 's1500');
    expect(from.isCut).toBe(false);
    const after = chosenTo(from, 1_700, many);
    expect(after).toMatchObject({ isCut: true });
    expect(after.chosen.size).toBe(MOST_CHOSEN);
    expect(toggled(after, 2_000, 's2000')).toMatchObject({ isCut: true });
    expect(toggled(after, 1_500, 's1500')).toMatchObject({ isCut: false });
  });

  it('is said of the whole list, too', () => {
    expect(allChosen(many.slice(0, MOST_CHOSEN), many.length)).toMatchObject({ isCut: true });
    expect(allChosen(letters, letters.length)).toMatchObject({ isCut: false, anchor: { row: 0 } });
    expect(allChosen([], 0)).toEqual(nothingChosen);
  });
});
