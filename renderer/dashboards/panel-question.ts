import { type QueryNode, valueIs } from '../../shared/query/query-node.ts';
import type { Question } from '../../shared/question.ts';
import { resolveTimeRange, type TimeRange, type TimeSpan, type TimeUs } from '../../shared/time-range.ts';
import { buildFieldFilter, fieldSpelling } from '../explore/state/field-filter.ts';
import { queryOf } from '../figures/figure-definition.ts';
import type { DashboardPanel } from './dashboard.ts';

/** What every panel of a dashboard starts from. */
export interface DashboardAsked {
  readonly vendor: string;
  /** The very bounds that are counted: a press leads to the same ones, or the numbers would differ. */
  readonly span: TimeSpan;
}

/**
 * The range as it is counted. A relative one ends at the present, closed, so that Explore can ask exactly the same; all
 * time stays open.
 */
export function countedSpan(range: TimeRange, presentUs: TimeUs): TimeSpan {
  const { fromUs, toUs } = resolveTimeRange(range, presentUs);
  return fromUs !== null && toUs === null ? { fromUs, toUs: presentUs } : { fromUs, toUs };
}

const always: TimeSpan = { fromUs: null, toUs: null };

/** The panel's events: the vendor's, narrowed, of things that change the latest state. */
export function panelQuestion(asked: DashboardAsked, panel: Omit<DashboardPanel, 'kind'>): Question {
  return {
    tree: {
      kind: 'and',
      children: [
        valueIs(fieldSpelling('vendor'), asked.vendor),
        ...(panel.hasAllVersions ? [] : [valueIs(fieldSpelling('is_latest'), 'true')]),
        ...(panel.where === undefined ? [] : conditionsOf(queryOf(panel.where))),
      ],
    },
    span: panel.isPresentState ? always : asked.span,
    storedUntilUs: null,
  };
}

/** The question behind one mark: the panel's, and the mark's own condition. */
export function markQuestion(question: Question, ...conditions: readonly QueryNode[]): Question {
  const { tree } = question;
  return {
    ...question,
    tree: { kind: 'and', children: [...conditionsOf(tree), ...conditions.flatMap(conditionsOf)] },
  };
}

/** A field's value as facets and bars name it; null: events without one. */
export function fieldIs(field: string, value: string | null): QueryNode {
  return buildFieldFilter({ key: field, mode: 'include', values: [value] });
}

/** For Explore's range control. */
export function rangeOf({ fromUs, toUs }: TimeSpan): TimeRange {
  return fromUs === null || toUs === null ? { kind: 'all' } : { kind: 'between', fromUs, toUs };
}

function conditionsOf(node: QueryNode): readonly QueryNode[] {
  return node.kind === 'and' ? node.children.flatMap(conditionsOf) : [node];
}
