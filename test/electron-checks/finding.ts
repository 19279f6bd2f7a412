/** Something that a rule objects to. The rules have the names that `@doyensec/electronegativity` gave them. */
export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly code: string;
}
