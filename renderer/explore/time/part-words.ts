/** What succeeded and what failed look the same in every chart. */
export const statusColours: ReadonlyMap<string, string> = new Map([
  ['Success', 'success'],
  ['Failure', 'failure'],
]);

/** Beyond the values that are told apart, and without any; only a severity is never missing. */
export function restLabel(split: string): string {
  return split === 'severity_id' ? 'Other' : 'Other or none';
}
