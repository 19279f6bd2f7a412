import { agreements } from '../../main/database/agreements.ts';
import type { Workspace } from '../../main/database/workspace.ts';

/** Runs against events and rejected records, and each event once. The others need data as the collector makes it. */
const accounts = agreements.slice(0, 4);

/**
 * Throws unless every run's numbers add up and what it says it stored is there. For the end of every test over a
 * workspace: no test may leave an account that does not hold.
 */
export async function expectAccountsToAgree({ readers }: Pick<Workspace, 'readers'>): Promise<void> {
  for (const { what, text } of accounts) {
    const counted = await readers.all({ text, values: [] });
    // A test that has closed its workspace itself is past its accounts.
    if (!counted.ok && counted.error.kind === 'cancelled') return;
    if (!counted.ok) throw new Error(`${what}: ${counted.error.message} ${counted.error.detail}`);
    const found = Number(counted.value[0]?.n ?? 0);
    if (found !== 0) throw new Error(`There are ${what}: ${found}.`);
  }
}
