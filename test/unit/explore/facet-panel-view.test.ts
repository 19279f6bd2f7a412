import { describe, expect, it } from 'vitest';
import { facetFields } from '../../../renderer/explore/facets/facet-fields.ts';
import { buildFacetPanelView, facetRequests } from '../../../renderer/explore/facets/facet-panel-view.ts';
import { toggleExcluded, toggleIncluded } from '../../../renderer/explore/state/change-filters.ts';
import { type Filter, initialExploreState } from '../../../renderer/explore/state/explore-state.ts';
import type { Facet } from '../../../shared/answer.ts';
import { appError } from '../../../shared/app-error.ts';
import { everything, valueIs } from '../../../shared/query/query-node.ts';

const available = new Set(['secret_type', 'severity_id', 'vendor', 'stream']);

function aFacet(
  column: string,
  values: Record<string, number>,
  more: Partial<Extract<Facet, { state: 'ready' }>> = {},
): Facet {
  const entries = Object.entries(values).map(([value, count]) => ({ value, count }));
  return {
    state: 'ready',
    column,
    values: entries,
    distinct: entries.length,
    missing: 0,
    tookMs: 1,
    ...more,
  };
}

function aView({
  filters = [] as readonly Filter[],
  answers = [] as readonly Facet[],
  facets = initialExploreState.facets,
  query = everything,
} = {}) {
  const byColumn = new Map(answers.map((answer) => [answer.column, answer]));
  return buildFacetPanelView(facetFields, { filters: [...filters], facets }, byColumn, available, query);
}

describe('the facet panel', () => {
  it('shows the fields that have values and names the others at its foot', () => {
    const view = aView();
    expect(view.facets.map(({ column }) => column)).toEqual([
      'vendor',
      'severity_id',
      'secret_type',
      'stream',
    ]);
    expect(view.empty.map(({ column }) => column)).toContain('src_ip');
  });

  it('keeps a facet with a filter on top and says so', () => {
    const view = aView({ filters: toggleExcluded(toggleIncluded([], 'stream', 'audit'), 'stream', 'other') });
    expect(view.facets[0]).toMatchObject({ column: 'stream', filtered: '1 in, 1 out', open: true });
  });

  it('says so, too, where the filter is a condition in the query bar, which is not its to clear', () => {
    const view = aView({ query: valueIs('stream', 'audit') });
    expect(view.facets[0]).toMatchObject({ column: 'stream', filtered: 'in query', canClear: false });
  });

  it('keeps a filtered field even if nothing that is stored has it', () => {
    const view = aView({ filters: toggleIncluded([], 'src_ip', '192.0.2.1') });
    expect(view.facets[0]?.column).toBe('src_ip');
  });

  it('asks for the open facets only, with their search and length', () => {
    const facets = { open: { vendor: false }, searches: { stream: 'au' }, limits: { secret_type: 50 } };
    expect(facetRequests(aView({ facets }))).toEqual([
      { column: 'severity_id', search: '', limit: 6 },
      { column: 'secret_type', search: '', limit: 50 },
      { column: 'stream', search: 'au', limit: 6 },
    ]);
  });

  it('draws exact counts against the largest, with "missing" last', () => {
    const answers = [aFacet('secret_type', { JWT: 40, NPM: 10 }, { missing: 80, distinct: 9 })];
    const facet = aView({ answers }).facets.find(({ column }) => column === 'secret_type');
    expect(facet?.more).toBe(7);
    expect(facet?.rows).toEqual([
      { value: 'JWT', label: 'JWT', count: 40, share: 0.5, state: 'plain' },
      { value: 'NPM', label: 'NPM', count: 10, share: 0.125, state: 'plain' },
      { value: null, label: 'Missing', count: 80, share: 1, state: 'plain' },
    ]);
  });

  it('marks what is chosen and what is left out', () => {
    const filters = toggleExcluded(toggleIncluded([], 'secret_type', 'JWT'), 'secret_type', null);
    const [facet] = aView({
      filters,
      answers: [aFacet('secret_type', { JWT: 4, NPM: 1 }, { missing: 2 })],
    }).facets;
    expect(facet?.rows.map(({ label, state }) => [label, state])).toEqual([
      ['JWT', 'included'],
      ['NPM', 'plain'],
      ['Missing', 'excluded'],
    ]);
  });

  it('shows a chosen value that is not among those asked for, its count unknown unless all are there', () => {
    const filters = toggleIncluded([], 'secret_type', 'RARE');
    const some = aView({ filters, answers: [aFacet('secret_type', { JWT: 4 }, { distinct: 30 })] });
    expect(some.facets[0]?.rows[0]).toMatchObject({ value: 'RARE', count: null, state: 'included' });
    const all = aView({ filters, answers: [aFacet('secret_type', { JWT: 4 })] });
    expect(all.facets[0]?.rows[0]).toMatchObject({ value: 'RARE', count: 0 });
  });

  it('names severities by their word, and filters by it', () => {
    const filters = toggleIncluded([], 'severity_id', 'critical');
    const view = aView({ filters, answers: [aFacet('severity_id', { 5: 4, 2: 1 })] });
    expect(view.facets[0]?.rows.map(({ value, label, state }) => [value, label, state])).toEqual([
      ['low', 'Low', 'plain'],
      ['critical', 'Critical', 'included'],
    ]);
  });

  it('lets one facet fail without the others', () => {
    const error = appError('query-timed-out', 'Counting took too long.', 'Narrow the range.');
    const view = aView({
      answers: [{ state: 'failed', column: 'secret_type', error }, aFacet('vendor', { entro: 1 })],
    });
    expect(view.facets.map(({ status }) => status)).toEqual(['ready', 'waiting', 'failed', 'waiting']);
  });
});
