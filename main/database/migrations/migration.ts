/** One step of the schema. Once released it is never edited: the next change is the next number. */
export interface Migration {
  /** 1, 2, 3 … without a gap. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
