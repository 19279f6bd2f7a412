import { describe, expect, it } from 'vitest';
import type { ColumnsChoice } from '../../../renderer/explore/state/explore-state.ts';
import {
  columnsInOrder,
  hideColumn,
  moveColumn,
  pinColumn,
  resizeColumn,
  showColumn,
  stepColumn,
} from '../../../renderer/explore/table/change-columns.ts';

const choice: ColumnsChoice = {
  shown: ['time', 'severity_id', 'secret_type', 'message', 'vendor'],
  widths: {},
  pinnedStart: ['time'],
  pinnedEnd: ['vendor'],
};

describe('the columns', () => {
  it('stand with the pinned ones first and last', () => {
    const both = pinColumn(pinColumn(choice, 'message', 'start'), 'severity_id', 'end');
    expect(columnsInOrder(both)).toEqual(['time', 'message', 'secret_type', 'severity_id', 'vendor']);
  });

  it('move before another one, or to the end', () => {
    expect(columnsInOrder(moveColumn(choice, 'message', 'severity_id'))).toEqual([
      'time',
      'message',
      'severity_id',
      'secret_type',
      'vendor',
    ]);
    expect(columnsInOrder(moveColumn(choice, 'severity_id', null)).slice(1, 4)).toEqual([
      'secret_type',
      'message',
      'severity_id',
    ]);
  });

  it('do not leave their side by being dragged over a pinned one', () => {
    expect(moveColumn(choice, 'message', 'time')).toBe(choice);
  });

  it('step to the left and right among their neighbours, and not beyond', () => {
    expect(columnsInOrder(stepColumn(choice, 'secret_type', -1))[1]).toBe('secret_type');
    expect(columnsInOrder(stepColumn(choice, 'secret_type', 1))[3]).toBe('secret_type');
    expect(stepColumn(choice, 'severity_id', -1)).toBe(choice);
    expect(stepColumn(choice, 'message', 1)).toBe(choice);
    expect(stepColumn(choice, 'time', 1)).toBe(choice);
  });

  it('lose their pin when they are hidden and come back at the end', () => {
    const hidden = hideColumn(choice, 'time');
    expect(hidden.pinnedStart).toEqual([]);
    expect(columnsInOrder(showColumn(hidden, 'time'))).toEqual([
      'severity_id',
      'secret_type',
      'message',
      'time',
      'vendor',
    ]);
  });

  it('keep the last one', () => {
    const one = { ...choice, shown: ['time'], pinnedEnd: [] };
    expect(hideColumn(one, 'time')).toBe(one);
  });

  it('have a width that can be seen and read', () => {
    expect(resizeColumn(choice, 'time', 3).widths).toEqual({ time: 48 });
    expect(resizeColumn(choice, 'time', 99_999).widths).toEqual({ time: 2_000 });
    expect(resizeColumn(choice, 'time', 180.4).widths).toEqual({ time: 180 });
  });
});
