export type FieldType = 'text' | 'number' | 'time' | 'address' | 'severity';

/** One row of the table in `fields.ts`. */
export interface Field {
  /** The column of `events`, and the id by which table columns, facets and exports name the field. */
  readonly column: string;
  /** Not kept in `events` but found out when it is asked for. */
  readonly isComputed?: boolean;
  readonly label: string;
  /** How the field stands inside a sentence, where that isn't the label. */
  readonly phrase?: string;
  readonly type: FieldType;
  /**
   * The field's spelling in queries and chips: its ECS name. What OCSF alone knows is spelled in a word of its own, for
   * ECS's `event.category` and the like have other values, which are those of the event's ECS form.
   */
  readonly ecs: string;
  /** OCSF path, where one path is the field's home. */
  readonly ocsf?: string;
  readonly aliases?: readonly string[];
  /** Few enough different values to be offered as a facet. */
  readonly facet?: boolean;
  /** For explaining the field in the field list and in error messages. */
  readonly description: string;
}
