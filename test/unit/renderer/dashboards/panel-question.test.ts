import { describe, expect, it } from 'vitest';
import {
  countedSpan,
  fieldIs,
  markQuestion,
  panelQuestion,
  rangeOf,
} from '../../../../renderer/dashboards/panel-question.ts';
import { formatQuery } from '../../../../shared/query/format-query.ts';
import { US_PER_DAY } from '../../../../shared/time-range.ts';

const now = 1_800_000_000_000_000;
const span = { fromUs: now - US_PER_DAY, toUs: now };
const panel = { id: 'x', title: 'X', width: 'third' } as const;

describe('what a panel asks', () => {
  it('is the vendor’s events in their latest state, narrowed', () => {
    const { tree } = panelQuestion(
      { vendor: 'entro', span },
      { ...panel, where: 'class_uid:2006 and severity >= high' },
    );
    expect(tree.kind === 'and' && tree.children.length).toBe(4);
    expect(formatQuery(tree)).toMatch(/entro.*true.*2006.*high/);
  });

  it('may be every version', () => {
    const { tree } = panelQuestion({ vendor: 'entro', span }, { ...panel, hasAllVersions: true });
    expect(formatQuery(tree)).not.toContain('latest');
  });

  it('is of all time where it is about what is there now', () => {
    expect(panelQuestion({ vendor: 'x', span }, { ...panel, isPresentState: true }).span).toEqual({
      fromUs: null,
      toUs: null,
    });
  });
});

describe('what a mark opens', () => {
  it('is the panel’s question with the mark’s condition, each part a condition of its own', () => {
    const question = panelQuestion({ vendor: 'entro', span }, panel);
    const marked = markQuestion(question, fieldIs('severity_id', 'high'));
    expect(marked.span).toEqual(span);
    expect(marked.tree.kind === 'and' && marked.tree.children.every(({ kind }) => kind !== 'and')).toBe(true);
    expect(formatQuery(marked.tree)).toContain('high');
  });

  it('may be events without a value', () => {
    expect(formatQuery(fieldIs('user_name', null))).toBe('not user.name:*');
  });

  it('has the very bounds that were counted', () => {
    const counted = countedSpan({ kind: 'last', amount: 1, unit: 'd' }, now);
    expect(counted).toEqual(span);
    expect(rangeOf(counted)).toEqual({ kind: 'between', ...span });
    expect(rangeOf(countedSpan({ kind: 'all' }, now))).toEqual({ kind: 'all' });
  });
});
