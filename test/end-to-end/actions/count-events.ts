import type { AppHost } from '../../../main/app/app-host.ts';
import { parseQuery } from '../../../shared/query/parse-query.ts';

/** How many stored events fit a query, asked without the window's help; all times unless a span is given. */
export async function countEvents(
  host: AppHost,
  query: string,
  span: { fromUs: number | null; toUs: number | null } = { fromUs: null, toUs: null },
): Promise<number> {
  const tree = parseQuery(query);
  if (!tree.ok) throw new Error(tree.error.message);
  const question = { tree: tree.value, span, storedUntilUs: null };
  const answer = await host.handle('events.count', { requestId: 'end-to-end', question });
  return (answer as { value: { count: number } }).value.count;
}
