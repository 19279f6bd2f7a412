/**
 * What an activity is about, as far as it can be told for certain. The console's types have numbers, and the meaning
 * of a few is public; for the others its own sentence says it.
 */

const typeNames: Readonly<Record<string, string>> = {
  18: 'Threat mitigated',
  19: 'New malicious threat',
  20: 'Threat blocked',
  90: 'Disk scan started',
  3608: 'Alert made by a custom rule',
  4003: 'New suspicious threat',
  4108: 'New malicious threat',
  4109: 'New suspicious threat',
};

/** The name of a type, or its number where the name is not known. */
export function activityTypeName(type: string | null): string {
  return type === null ? 'Activity without a type' : (typeNames[type] ?? `Activity ${type}`);
}

export interface SignIn {
  readonly activityId: 1 | 2;
  readonly statusId: 1 | 2;
}

/** Signing in to the console and out of it, by the sentence; never of an activity that is about a threat. */
export function signInOf(text: string): SignIn | null {
  if (text.includes('failed to log in')) return { activityId: 1, statusId: 2 };
  if (text.includes('logged in')) return { activityId: 1, statusId: 1 };
  if (text.includes('logged out')) return { activityId: 2, statusId: 1 };
  return null;
}

const accountChanges: readonly (readonly [RegExp, number])[] = [
  [/\benabled\b.*\b(?:two[ -]factor|2fa|mfa|multi[ -]factor)\b/, 10],
  [/\b(?:two[ -]factor|2fa|mfa|multi[ -]factor)\b.*\benabled\b/, 10],
  [/\bdisabled\b.*\b(?:two[ -]factor|2fa|mfa|multi[ -]factor)\b/, 11],
  [/\b(?:two[ -]factor|2fa|mfa|multi[ -]factor)\b.*\bdisabled\b/, 11],
  [/\breset\b.*\bpassword\b/, 4],
  [/\bpassword\b.*\breset\b/, 4],
  [/\bchanged\b.*\bpassword\b/, 3],
  [/\bpassword\b.*\bchanged\b/, 3],
  [/\b(?:created|added)\s+(?:(?:a|the|new|management|console|service)\s+)*user\b(?!'s|’s)/, 1],
  [/\b(?:deleted|removed)\s+(?:(?:a|the|management|console|service)\s+)*user\b(?!'s|’s)/, 6],
];

/** Account Change's activity where the sentence is about a console user's account; null otherwise. */
export function accountChangeOf(text: string): number | null {
  return /\buser\b/.test(text) ? (accountChanges.find(([pattern]) => pattern.test(text))?.[1] ?? null) : null;
}

const entityChanges: readonly (readonly [RegExp, number])[] = [
  [/\bdeleted\b/, 4],
  [/\bdisabled\b/, 9],
  [/\benabled\b/, 8],
  [/\b(?:edited|updated|modified)\b/, 3],
  [/\b(?:created|added)\b/, 1],
];

/**
 * Entity Management's activity by the verb of the sentence; null where it has none of them, and for the types whose
 * name is known: an alert that was "created" does not create what it is about.
 */
export function entityChangeOf(type: string | null, text: string): number | null {
  if (type !== null && Object.hasOwn(typeNames, type)) return null;
  return entityChanges.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
