import type { JsonObject } from '../json-object.ts';
import { readInteger, readObject, readText } from '../read-value.ts';

/**
 * Codes that mean one more step (choose an account, stay signed in, prove it with a second factor, consent): neither
 * a success nor a failure. Counting them as failures would make every second factor look like an attack.
 */
const interrupts: ReadonlySet<string> = new Set([
  '16000',
  '16001',
  '16003',
  '50058',
  '50072',
  '50074',
  '50076',
  '50079',
  '50097',
  '50125',
  '50127',
  '50129',
  '50140',
  '50143',
  '50158',
  '50199',
  '50203',
  '51006',
  '65001',
  '9002341',
]);

export interface SignInStatus {
  readonly outcome: 'success' | 'failure' | 'interrupted' | 'unknown';
  readonly code: string | null;
  readonly detail: string | null;
}

/** What became of a sign-in. The codes are those of AADSTS messages; 0 is success. */
export function readSignInStatus(fields: JsonObject): SignInStatus {
  const status = readObject(fields.status);
  const code = readInteger(status.errorCode)?.toString() ?? readText(status.errorCode);
  const texts = [readText(status.failureReason), readText(status.additionalDetails)].filter(
    // Graph writes "Other." as the reason of a success.
    (text) => text !== null && !(code === '0' && /^other\.?$/i.test(text)),
  );
  return { outcome: outcomeOf(code), code, detail: texts.length === 0 ? null : texts.join(' ') };
}

/** A row of a CSV may have a word in the place of the code. */
function outcomeOf(code: string | null): SignInStatus['outcome'] {
  if (code === null) return 'unknown';
  if (/^\d+$/.test(code))
    return Number(code) === 0 ? 'success' : interrupts.has(code) ? 'interrupted' : 'failure';
  const word = code.toLowerCase();
  return word === 'success' || word === 'failure' || word === 'interrupted' ? word : 'unknown';
}

export const statusIds = { unknown: 0, success: 1, failure: 2, interrupted: 99 } as const;
