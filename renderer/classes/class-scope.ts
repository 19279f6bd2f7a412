import { ocsfClassOf } from '../../shared/ocsf-class.ts';
import { type QueryNode, valueIs } from '../../shared/query/query-node.ts';
import type { ExploreScope } from '../explore/explore-scope.ts';
import type { ExploreAction } from '../explore/state/explore-action.ts';
import type { ColumnsChoice } from '../explore/state/explore-state.ts';
import { fieldSpelling } from '../explore/state/field-filter.ts';
import { definitionOf } from '../explore/table/column-definitions.ts';
import type { ClassLayout } from './class-layout.ts';

export function classCondition(classUid: number): QueryNode {
  return valueIs(fieldSpelling('class_uid'), String(classUid));
}

/** Of things that change only the state they are in; what never changes is its own latest version. */
export const latestOnly: QueryNode = valueIs(fieldSpelling('is_latest'), 'true');

export function classColumns({ columns }: ClassLayout): ColumnsChoice {
  return { shown: [...columns], widths: {}, pinnedStart: ['time'], pinnedEnd: [] };
}

/** One class over the shared question. The same object for the same class, as everything asked hangs on it. */
export function classScope(classUid: number, layout: ClassLayout, hasAllVersions: boolean): ExploreScope {
  return {
    usualColumns: classColumns(layout),
    offeredColumns: [...new Set([...layout.columns, ...layout.facets])],
    facetFields: layout.facets.map((column) => {
      const { label, description } = definitionOf(column);
      return { column, label, description };
    }),
    areFacetsFixed: true,
    splits: layout.splits.map((id) => ({ id, label: definitionOf(id).label })),
    within: [classCondition(classUid), ...(hasAllVersions ? [] : [latestOnly])],
  };
}

/** The same events in Explore: what the class adds to the question becomes chips there. */
export function chipsOfClass(classUid: number, isLatestOnly: boolean): ExploreAction[] {
  const known = ocsfClassOf(classUid);
  return [
    known
      ? { kind: 'value-only', key: 'class_name', value: known.name }
      : { kind: 'value-only', key: 'class_uid', value: String(classUid) },
    ...(isLatestOnly ? [{ kind: 'value-only', key: 'is_latest', value: 'true' } as const] : []),
  ];
}
