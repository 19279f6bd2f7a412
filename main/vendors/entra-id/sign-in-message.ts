import type { JsonObject } from '../json-object.ts';
import { ipOf } from '../ocsf/ocsf-values.ts';
import { readText } from '../read-value.ts';
import type { SignInUser } from './sign-in-parties.ts';
import type { SignInStatus } from './sign-in-status.ts';

/** One line for a table: who, to what, from where, and what became of it. */
export function signInMessage(fields: JsonObject, user: SignInUser | null, status: SignInStatus): string {
  const who = user?.name ?? user?.uid ?? 'somebody unnamed';
  const what = readText(fields.resourceDisplayName) ?? readText(fields.appDisplayName);
  const ip = ipOf(fields.ipAddress);
  const way = `${what === null ? '' : ` to ${what}`}${ip === null ? '' : ` from ${ip}`}`;
  return `Sign-in of ${who}${way} ${outcomeText(status)}`;
}

function outcomeText({ outcome, code, detail }: SignInStatus): string {
  if (outcome === 'success') return 'succeeded';
  if (outcome === 'unknown') return 'ended in a way that is not said';
  const verb = outcome === 'failure' ? 'failed' : 'was interrupted';
  return `${verb}${detail === null ? '' : `: ${detail}`} (${code ?? 'no code'})`;
}
