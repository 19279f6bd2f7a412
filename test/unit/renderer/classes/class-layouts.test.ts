import { describe, expect, it } from 'vitest';
import { classLayouts, unknownClassLayout } from '../../../../renderer/classes/class-layouts.ts';
import { classScope } from '../../../../renderer/classes/class-scope.ts';
import { pathFields } from '../../../../renderer/fields/path-field.ts';
import { isCount, queryOf } from '../../../../renderer/figures/figure-definition.ts';
import { resolveField } from '../../../../shared/query/resolve-field.ts';
import { fieldsOf } from './fields-of-query.ts';

const layouts = [...Object.entries(classLayouts), ['unknown', unknownClassLayout] as const];

describe.each(layouts)('the layout of class %s', (_, layout) => {
  it('names fields only that a question can ask for', () => {
    const figures = layout.figures.filter(isCount);
    const names = [
      ...layout.columns,
      ...layout.facets,
      ...layout.splits,
      ...figures.flatMap(({ distinctOf }) => distinctOf ?? []),
      ...figures.flatMap(({ where }) => (where === undefined ? [] : fieldsOf(queryOf(where)))),
    ];
    expect(names.filter((name) => resolveField(name).kind === 'unknown')).toEqual([]);
  });

  it('has a label for each column and facet', () => {
    const unnamed = [...layout.columns, ...layout.facets].filter(
      (name) => resolveField(name).kind === 'json' && !(name in pathFields),
    );
    expect(unnamed).toEqual([]);
  });

  it('names no column, facet or figure twice', () => {
    for (const names of [layout.columns, layout.facets, layout.figures.map(({ id }) => id)]) {
      expect(names).toEqual([...new Set(names)]);
    }
  });

  it('fits what one question may ask', () => {
    expect(layout.columns.length).toBeLessThanOrEqual(48);
    expect(layout.facets.length).toBeLessThanOrEqual(32);
    expect(layout.figures.length).toBeLessThanOrEqual(24);
    expect(layout.splits.length).toBeGreaterThan(0);
  });

  it('takes shares of figures that are there', () => {
    const ids = new Set(layout.figures.filter(isCount).map(({ id }) => id));
    for (const figure of layout.figures) {
      if (!isCount(figure))
        expect([ids.has(figure.share.of), ids.has(figure.share.in)]).toEqual([true, true]);
    }
  });
});

describe('the scope of a class', () => {
  it('asks for the class, and for the latest version unless all are wanted', () => {
    const conditions = (hasAll: boolean) =>
      classScope(3002, classLayouts[3002], hasAll)
        .within.flatMap(fieldsOf)
        .map((name) => {
          const field = resolveField(name);
          return field.kind === 'column' ? field.field.column : name;
        });
    expect(conditions(false)).toEqual(['class_uid', 'is_latest']);
    expect(conditions(true)).toEqual(['class_uid']);
  });
});
