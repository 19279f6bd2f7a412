import { describe, expect, it } from 'vitest';
import { isNarrowed, queryError, questionOf } from '../../../renderer/explore/state/explore-question.ts';
import { initialExploreState } from '../../../renderer/explore/state/explore-state.ts';
import { valueIs } from '../../../shared/query/query-node.ts';
import { US_PER_HOUR } from '../../../shared/time-range.ts';

const now = Date.parse('2026-11-20T12:00:00Z') * 1_000;
const state = initialExploreState;

describe('the question', () => {
  it('asks for everything at first', () => {
    expect(questionOf(state, now)).toEqual({
      tree: { kind: 'and', children: [] },
      span: { fromUs: null, toUs: null },
      storedUntilUs: null,
    });
    expect(isNarrowed(state)).toBe(false);
  });

  it('holds each part of the text and each filter side by side, so that a facet can leave out its own', () => {
    const asked = questionOf(
      {
        query: { text: 'aws and vendor:entro', applied: 'aws and vendor:entro' },
        filters: [
          { id: 'f1', node: valueIs('secret.type', 'JWT'), enabled: true },
          { id: 'f2', node: valueIs('secret.type', 'NPM'), enabled: false },
        ],
        range: { kind: 'last', amount: 1, unit: 'h' },
      },
      now,
    );
    expect(asked.span).toEqual({ fromUs: now - US_PER_HOUR, toUs: null });
    expect(asked.tree).toMatchObject({
      kind: 'and',
      children: [
        { kind: 'text', pattern: 'aws' },
        { kind: 'compare', field: 'vendor' },
        valueIs('secret.type', 'JWT'),
      ],
    });
  });

  it('keeps an "or" of the text together beside a filter', () => {
    const asked = questionOf(
      {
        query: { text: 'a or b', applied: 'a or b' },
        filters: [{ id: 'f1', node: valueIs('vendor', 'entro'), enabled: true }],
        range: { kind: 'all' },
      },
      now,
    );
    expect(asked.tree).toMatchObject({ kind: 'and', children: [{ kind: 'or' }, valueIs('vendor', 'entro')] });
  });

  it('is that of the applied text while another is being written, and says where the other fails', () => {
    const query = { text: 'vendor:entro and', applied: 'vendor:entro' };
    expect(questionOf({ ...state, query }, now).tree).toMatchObject({ children: [{ field: 'vendor' }] });
    expect(queryError(query.text)?.position?.from).toBeGreaterThanOrEqual('vendor:entro'.length);
    expect(queryError(query.applied)).toBeNull();
  });

  it('knows when nothing but switched-off filters narrow it', () => {
    const off = { ...state, filters: [{ id: 'f1', node: valueIs('vendor', 'a'), enabled: false }] };
    expect(isNarrowed(off)).toBe(false);
    expect(isNarrowed({ ...state, range: { kind: 'last', amount: 1, unit: 'h' } })).toBe(true);
  });
});
