import { describe, expect, it } from 'vitest';
import {
  choiceOfField,
  clearField,
  includeOnly,
  negated,
  toggleExcluded,
  toggleIncluded,
} from '../../../renderer/explore/state/change-filters.ts';
import type { Filter } from '../../../renderer/explore/state/explore-state.ts';
import { buildFieldFilter, readFieldFilter } from '../../../renderer/explore/state/field-filter.ts';
import { and, not, or, valueIs } from '../../../shared/query/query-node.ts';

const nodes = (filters: readonly Filter[]) => filters.map(({ node }) => node);

describe('a filter on the values of one field', () => {
  it('is read back as it was built', () => {
    const cases = [
      { key: 'secret_type', mode: 'include', values: ['JWT'] },
      { key: 'secret_type', mode: 'include', values: ['JWT', 'NPM', null] },
      { key: 'secret_type', mode: 'include', values: [null] },
      { key: 'secret_type', mode: 'exclude', values: ['JWT'] },
      { key: 'secret_type', mode: 'exclude', values: ['JWT', null] },
      { key: 'secret_type', mode: 'exclude', values: [null] },
      { key: 'raw.results.request_id', mode: 'include', values: ['7'] },
    ] as const;
    for (const filter of cases) expect(readFieldFilter(buildFieldFilter(filter))).toEqual(filter);
  });

  it('reads a severity by its word or its number as the same', () => {
    expect(readFieldFilter(valueIs('severity', '5'))).toEqual(
      readFieldFilter(valueIs('event.severity', 'Critical')),
    );
  });

  it('is not read out of a condition on several fields, a wildcard or free text', () => {
    expect(readFieldFilter(or(valueIs('vendor', 'a'), valueIs('stream', 'b')))).toBeNull();
    expect(readFieldFilter(and(valueIs('vendor', 'a'), valueIs('vendor', 'b')))).toBeNull();
    expect(readFieldFilter({ kind: 'text', pattern: 'x', quoted: false })).toBeNull();
    expect(
      readFieldFilter({
        kind: 'compare',
        field: 'secret.type',
        operator: 'is',
        value: 'AWS*',
        quoted: false,
      }),
    ).toBeNull();
  });

  it('takes a second value of the field beside the first: one chip, either matches', () => {
    const filters = toggleIncluded(toggleIncluded([], 'secret_type', 'JWT'), 'secret_type', 'NPM');
    expect(nodes(filters)).toEqual([or(valueIs('secret.type', 'JWT'), valueIs('secret.type', 'NPM'))]);
    expect(nodes(toggleIncluded(filters, 'secret_type', 'JWT'))).toEqual([valueIs('secret.type', 'NPM')]);
  });

  it('goes away with its last value', () => {
    expect(toggleIncluded(toggleIncluded([], 'vendor', 'a'), 'vendor', 'a')).toEqual([]);
  });

  it('never includes and excludes the same value', () => {
    const excluded = toggleExcluded(toggleIncluded([], 'vendor', 'a'), 'vendor', 'a');
    expect(nodes(excluded)).toEqual([not(valueIs('observer.vendor', 'a'))]);
    const choice = choiceOfField(toggleIncluded(excluded, 'vendor', 'a'), 'vendor');
    expect([...choice.included]).toEqual(['a']);
    expect([...choice.excluded]).toEqual([]);
  });

  it('narrows to one value whatever was chosen before, and leaves other fields alone', () => {
    const before = toggleExcluded(
      toggleIncluded(toggleIncluded([], 'vendor', 'a'), 'stream', 's'),
      'vendor',
      'b',
    );
    expect(nodes(includeOnly(before, 'vendor', 'c'))).toEqual([
      valueIs('observer.vendor', 'c'),
      valueIs('stream', 's'),
    ]);
    expect(nodes(clearField(before, 'vendor'))).toEqual([valueIs('stream', 's')]);
  });

  it('does not count when its chip is switched off', () => {
    const off = toggleIncluded([], 'vendor', 'a').map((filter) => ({ ...filter, enabled: false }));
    expect(choiceOfField(off, 'vendor').included.size).toBe(0);
    expect(toggleIncluded(off, 'vendor', 'b')).toHaveLength(2);
  });

  it('gives each chip an id of its own', () => {
    const filters = ['a', 'b', 'c'].reduce<readonly Filter[]>(
      (all, key) => toggleIncluded(all, `raw.${key}`, '1'),
      [],
    );
    const fewer = filters.filter(({ id }) => id !== 'f2');
    const ids = toggleIncluded(fewer, 'raw.d', '1').map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
  });

  it('is negated without one "not" on another', () => {
    expect(negated(negated(valueIs('vendor', 'a')))).toEqual(valueIs('vendor', 'a'));
  });
});
