import type { QueryNode } from '../../shared/query/query-node.ts';
import { type FacetField, facetFields } from './facets/facet-fields.ts';
import { type ColumnsChoice, defaultColumns } from './state/explore-state.ts';

/** What a view over the shared question offers and leaves out: Explore as a whole, or one class in Classes. */
export interface ExploreScope {
  /** What "Usual columns" goes back to. */
  readonly usualColumns: ColumnsChoice;
  /** Fields besides the table's own columns that are offered as columns. */
  readonly offeredColumns: readonly string[];
  readonly facetFields: readonly FacetField[];
  /** True: every facet is asked for, without asking first which fields have a value anywhere. */
  readonly areFacetsFixed: boolean;
  /** Fields the histogram can be split by. */
  readonly splits: readonly { readonly id: string; readonly label: string }[];
  /** Conditions that hold beside the question without being chips. */
  readonly within: readonly QueryNode[];
}

export const exploreScope: ExploreScope = {
  usualColumns: defaultColumns,
  offeredColumns: [],
  facetFields,
  areFacetsFixed: false,
  splits: [
    { id: 'severity_id', label: 'Severity' },
    { id: 'vendor', label: 'Vendor' },
    { id: 'class_name', label: 'Class' },
    { id: 'secret_type', label: 'Secret type' },
  ],
  within: [],
};
