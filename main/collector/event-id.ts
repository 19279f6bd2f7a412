import { hash } from 'node:crypto';

/**
 * The id of an event: 32 hex digits, the same for the same event of the same stream of the same source however often
 * and by whichever way it comes in. Each part is written with its kind and length before it, so that no two lists of
 * parts look alike once joined.
 */
export function eventIdOf(
  sourceId: string,
  stream: string,
  naturalKey: readonly (string | number | null)[],
): string {
  let joined = part(sourceId) + part(stream);
  for (const value of naturalKey) joined += part(value);
  return hash('sha256', joined, 'hex').slice(0, 32);
}

function part(value: string | number | null): string {
  if (value === null) return 'z';
  const text = String(value);
  return `${typeof value === 'number' ? 'n' : 's'}${text.length}:${text}`;
}
