import { fields } from '../../../shared/query/fields.ts';

/** The order in which facets are offered: what an investigation starts from first. */
const firstColumns: readonly string[] = [
  'vendor',
  'class_name',
  'severity_id',
  'status',
  'secret_type',
  'user_name',
  'operation',
  'src_ip',
  'device_name',
  'resource',
  'activity_name',
  'source_name',
  'stream',
  'secret_fingerprint',
];

/** How many facets with values are open before anything was opened or closed by hand. */
export const OPEN_AT_FIRST = 6;
export const FIRST_VALUES = 6;
export const MORE_VALUES = 25;

export interface FacetField {
  readonly column: string;
  readonly label: string;
  readonly description: string;
}

export const facetFields: readonly FacetField[] = fields
  .filter((field) => 'facet' in field)
  .map(({ column, label, description }) => ({ column, label, description }))
  .sort((one, other) => rank(one.column) - rank(other.column));

function rank(column: string): number {
  const index = firstColumns.indexOf(column);
  return index === -1 ? firstColumns.length : index;
}
