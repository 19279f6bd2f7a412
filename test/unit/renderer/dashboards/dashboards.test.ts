import { describe, expect, it } from 'vitest';
import { vendors } from '../../../../main/vendors/registry.ts';
import type { DashboardPanel } from '../../../../renderer/dashboards/dashboard.ts';
import { dashboards } from '../../../../renderer/dashboards/dashboards.ts';
import { pathFields } from '../../../../renderer/fields/path-field.ts';
import { isCount, queryOf } from '../../../../renderer/figures/figure-definition.ts';
import { resolveField } from '../../../../shared/query/resolve-field.ts';
import { fieldsOf } from '../classes/fields-of-query.ts';

const panels = dashboards.flatMap(({ vendor, panels }) =>
  panels.map((panel) => [`${vendor}, ${panel.title}`, panel.id, panel] as const),
);

describe.each(panels)('the panel of %s (%s)', (_, __, panel) => {
  it('asks a question that can be read, by fields that are known', () => {
    const names = [...fieldsOfPanel(panel), ...queriesOf(panel).flatMap((text) => fieldsOf(queryOf(text)))];
    expect(names.filter((name) => resolveField(name).kind === 'unknown')).toEqual([]);
  });
});

describe('a field on a dashboard', () => {
  it('has a label', () => {
    const names = panels.flatMap(([, , panel]) => (panel.kind === 'figures' ? [] : fieldsOfPanel(panel)));
    const unnamed = names.filter((name) => resolveField(name).kind === 'json' && !(name in pathFields));
    expect(unnamed).toEqual([]);
  });
});

describe('the dashboards', () => {
  it('are one for each vendor', () => {
    const known = vendors.map(({ descriptor }) => descriptor.vendor);
    expect(dashboards.map(({ vendor }) => vendor)).toEqual([
      ...new Set(dashboards.map(({ vendor }) => vendor)),
    ]);
    expect(known.filter((vendor) => !dashboards.some((dashboard) => dashboard.vendor === vendor))).toEqual(
      [],
    );
  });

  it('name streams only that the vendor has', () => {
    for (const { vendor, panels } of dashboards) {
      const streams = vendors
        .find(({ descriptor }) => descriptor.vendor === vendor)
        ?.descriptor.streams.map(({ name }) => name);
      if (!streams) continue;
      const named = panels.flatMap(queriesOf).flatMap((text) => [...text.matchAll(/\bstream:([\w-]+)/g)]);
      expect(named.map(([, stream]) => stream).filter((stream) => !streams.includes(stream ?? ''))).toEqual(
        [],
      );
    }
  });

  it('have panels with ids of their own, in rows that are full', () => {
    const widths = { third: 2, half: 3, 'two-thirds': 4, full: 6 };
    for (const { panels } of dashboards) {
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      let filled = 0;
      for (const panel of panels) {
        filled += widths[panel.width];
        expect(filled, panel.id).toBeLessThanOrEqual(6);
        if (filled === 6) filled = 0;
      }
      expect(filled).toBe(0);
    }
  });
});

function fieldsOfPanel(panel: DashboardPanel): readonly string[] {
  switch (panel.kind) {
    case 'bars':
      return [panel.field];
    case 'time':
      return [panel.splitBy];
    case 'latest':
      return panel.columns;
    case 'figures':
      return panel.figures.filter(isCount).flatMap(({ distinctOf }) => distinctOf ?? []);
    case 'unusual':
      return [];
  }
}

function queriesOf(panel: DashboardPanel): readonly string[] {
  const figures = panel.kind === 'figures' ? panel.figures.filter(isCount) : [];
  return [panel.where, ...figures.map(({ where }) => where)].flatMap((text) => text ?? []);
}
