import { describe, expect, it } from 'vitest';
import { outlineRecord } from '../../../main/secrets/outline-record.ts';

describe('outlineRecord', () => {
  it('shows keys, types and lengths, and no value', () => {
    const record = {
      request_id: 'r-1',
      exposed_value: 'hunter2',
      line_number: 'twelve',
      list: [1, null, true, { a: 'b' }, [], 6, 7],
    };
    expect(outlineRecord(record)).toBe(
      '{ request_id: text (3), exposed_value: text (7), line_number: text (6), list: [number, null, boolean, { a: text (1) }, [], … 2 more] }',
    );
  });

  it.each([
    ['a text', 'hunter2', 'text (7)'],
    ['nothing', null, 'null'],
    ['a number', 12, 'number'],
  ])('outlines %s in place of a record', (_what, record, outline) => {
    expect(outlineRecord(record)).toBe(outline);
  });

  it('hides keys that hold a secret or are no names', () => {
    const outline = outlineRecord(
      {
        exposed_value: 'hunter22',
        hunter22: 1,
        'my hunter22': 2,
        'a sentence, perhaps a secret': 3,
        __proto__x: 4,
      },
      [['exposed_value']],
    );
    expect(outline).not.toContain('hunter22');
    expect(outline).not.toContain('sentence');
    expect(outline).toContain('__proto__x: number');
  });

  it.each([
    ['declared', { field: { 'CANARY-AS-KEY': 1, canary: [{ canaryBelow: 2 }] } }],
    ['telling', { clientSecret: { CANARY: 1, list: [{ canary: { canaryBelow: 2 } }] } }],
    ['declared, and again elsewhere', { field: { CANARY_9: 1 }, CANARY_9: 1, other: { myCANARY_9: 2 } }],
    ['short, and again elsewhere', { password: 'car', canary: { password: 'canary' }, car: 1 }],
  ])('shows keys by their length where a secret should stand: %s', (_where, record) => {
    const outline = outlineRecord(record, [['field']]);
    expect(outline).not.toMatch(/canary|car:/i);
    expect(outline).toContain('‹key of ');
  });

  it('stays short for a huge, deep or wide record', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`key_${index}`, deep]));
    expect(outlineRecord(wide).length).toBeLessThan(5_000);
  });
});
