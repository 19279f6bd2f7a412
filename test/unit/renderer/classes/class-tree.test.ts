import { describe, expect, it } from 'vitest';
import { buildClassTree, categoryOf, firstClass } from '../../../../renderer/classes/class-tree.ts';
import type { Facet } from '../../../../shared/answer.ts';
import { ocsfClasses } from '../../../../shared/ocsf-class.ts';

const facet: Facet = {
  state: 'ready',
  column: 'class_uid',
  values: [
    { value: '3002', count: 40 },
    { value: '2006', count: 30 },
    { value: '3004', count: 55 },
    { value: '0', count: 2 },
    { value: '6001', count: 1 },
  ],
  distinct: 5,
  missing: 0,
  tookMs: 1,
};

describe('the tree of classes', () => {
  it('holds what has events, in OCSF’s order of categories and the most frequent class first', () => {
    const tree = buildClassTree(facet, false, null);
    expect(tree.map(({ name, count }) => [name, count])).toEqual([
      ['Uncategorized', 2],
      ['Findings', 30],
      ['Identity & Access Management', 95],
      ['Application Activity', 1],
    ]);
    expect(tree[2]?.classes.map(({ name, count }) => [name, count])).toEqual([
      ['Entity Management', 55],
      ['Authentication', 40],
    ]);
  });

  it('shows a class that Keyglass does not write by its number, in its category', () => {
    const tree = buildClassTree(facet, false, null);
    expect(tree.at(-1)?.classes).toEqual([{ classUid: 6001, name: 'Class 6001', count: 1 }]);
  });

  it('shows every class that Keyglass writes when asked to', () => {
    const all = buildClassTree(facet, true, null).flatMap(({ classes }) => classes);
    expect(all.length).toBe(Object.keys(ocsfClasses).length + 1);
  });

  it('keeps the open class without events, so that narrowing does not take it away', () => {
    const tree = buildClassTree(facet, false, 5001);
    expect(tree.find(({ name }) => name === 'Discovery')?.classes).toEqual([
      { classUid: 5001, name: 'Device Inventory Info', count: 0 },
    ]);
  });

  it('is empty while nothing is counted', () => {
    expect(buildClassTree(null, true, 3002)).toEqual([]);
  });

  it('puts classes of the Windows extension with their kind', () => {
    expect([201_001, 201_002, 999_001].map(categoryOf)).toEqual([1, 1, 99]);
  });

  it('opens the class with most events first, and none where there is none', () => {
    expect(firstClass(buildClassTree(facet, true, null))).toBe(3004);
    expect(firstClass(buildClassTree({ ...facet, values: [] }, true, null))).toBeNull();
  });
});
