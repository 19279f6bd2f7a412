import { isJsonObject, type JsonObject } from '../json-object.ts';
import { readText } from '../read-value.ts';

/**
 * What the product sends to a webhook: `{ id, type: 'user.created', accountId, eventTime, data: { subject, … } }`.
 * The names are not those of audit events. Reached by files only.
 */
export function isWebhookEvent(record: unknown): boolean {
  return (
    isJsonObject(record) &&
    record.eventType === undefined &&
    isJsonObject(record.data) &&
    /^[a-z][a-z_-]*(?:\.[a-z_-]+)+$/i.test(readText(record.type) ?? '')
  );
}

export function isWebhookSignIn(record: JsonObject): boolean {
  return /^authentication\./i.test(readText(record.type) ?? '');
}

const outcomes: readonly (readonly [RegExp, string])[] = [
  [/\.(?:succeeded|success)$/i, 'SUCCESS'],
  [/\.(?:failed|denied|locked)$/i, 'FAIL'],
];

const actions: Readonly<Record<string, string>> = {
  created: 'ADD',
  added: 'ADD',
  updated: 'EDIT',
  deleted: 'REMOVE',
  removed: 'REMOVE',
};

/** What audit events call the things of which webhooks tell. */
const things: Readonly<Record<string, string>> = {
  user: 'USERS',
  group: 'GROUPS',
  role: 'ROLES',
  application: 'APPLICATIONS',
  passkey: 'FIDOTOKENS',
  fido: 'FIDOTOKENS',
  token: 'TOKENS',
  grid: 'GRIDS',
  smartcredential: 'SMARTCREDENTIALS',
};

/** The fields of an audit event. Any other record is given back as it is. */
export function unwrapWebhookEvent(record: JsonObject): JsonObject {
  if (!isWebhookEvent(record)) return record;
  const { type, data, ...envelope } = record;
  const eventType = readText(type) ?? '';
  const flat = { ...(isJsonObject(data) ? data : {}), ...envelope, eventType };
  return isWebhookSignIn(record)
    ? { eventCategory: 'AUTHENTICATION', ...outcomeOf(eventType), ...flat }
    : { eventCategory: 'MANAGEMENT', ...entityOf(eventType), ...outcomeOf(eventType), ...flat };
}

function outcomeOf(eventType: string): JsonObject {
  const outcome = outcomes.find(([ending]) => ending.test(eventType))?.[1];
  return outcome === undefined ? {} : { eventOutcome: outcome };
}

function entityOf(eventType: string): JsonObject {
  const [thing = '', ...rest] = eventType.toLowerCase().split('.');
  const verb = rest.at(-1) ?? '';
  return {
    entityType: things[thing.replaceAll(/[_-]/g, '')] ?? thing.toUpperCase(),
    entityAction: actions[verb] ?? verb.toUpperCase(),
  };
}
