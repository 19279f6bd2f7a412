/** The same in every chart. What succeeded is the usual case and stays calm; what failed is what one looks for. */
export const statusColours: ReadonlyMap<string, string> = new Map([
  ['Success', 'mark'],
  ['Failure', 'failure'],
]);

/** Beyond the values that are told apart, and without any; only a severity is never missing. */
export function restLabel(split: string): string {
  return split === 'severity_id' ? 'Other' : 'Other or none';
}
