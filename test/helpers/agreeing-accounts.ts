import { type AgreementName, agreements } from '../../main/database/agreements.ts';
import type { Workspace } from '../../main/database/workspace.ts';

/**
 * What holds in any workspace. The others (secrets, annotations and versions against events, and readable JSON) hold
 * where a collector made the data; many tests put events there by themselves, without the secrets that these name or
 * the versions before them.
 */
const ofAnyData: ReadonlySet<AgreementName> = new Set<AgreementName>([
  'runs add up',
  'runs and events',
  'runs and rejected records',
  'events once',
]);

/**
 * Throws unless every run's numbers add up and what it says it stored is there; and, for data as the collector makes
 * it, unless all the other tables agree as well. For the end of every test over a workspace: no test may leave an
 * account that does not hold.
 */
export async function expectAccountsToAgree(
  { readers }: Pick<Workspace, 'readers'>,
  data: 'any' | 'as collected' = 'any',
): Promise<void> {
  const accounts = agreements.filter(({ name }) => data === 'as collected' || ofAnyData.has(name));
  for (const { what, text } of accounts) {
    const counted = await readers.all({ text, values: [] });
    // A test that has closed its workspace itself is past its accounts.
    if (!counted.ok && counted.error.kind === 'cancelled') return;
    if (!counted.ok) throw new Error(`${what}: ${counted.error.message} ${counted.error.detail}`);
    const found = Number(counted.value[0]?.n ?? 0);
    if (found !== 0) throw new Error(`There are ${what}: ${found}.`);
  }
}
