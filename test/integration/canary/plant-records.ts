import { liftRecord } from '../../../main/collector/lift-record.ts';
import type { StreamDefinition } from '../../../main/collector/stream-definition.ts';
import { openTestVault } from '../../unit/secrets/test-vault.ts';
import { awkwardFields } from './awkward-fields.ts';
import { type Canaries, witness } from './canaries.ts';
import { changed, isObject, type Json, withValueAt } from './changed-record.ts';

const vault = await openTestVault();

/** What an attacker, or a careless person, may have left in any record: under telling names, in forms, within texts. */
export function extraFields(canaries: Canaries, where: string): Json {
  const plain = (place: string) => canaries.plain(`${where}, ${place}`);
  const token = (place: string) => canaries.token(`${where}, ${place}`);
  return {
    token: plain('token'),
    secret: plain('secret'),
    apiKey: plain('apiKey'),
    secretAccessKey: plain('secretAccessKey'),
    registrationToken: plain('registrationToken'),
    licenseKey: plain('licenseKey'),
    deep: { deeper: [{ client_secret: plain('deep client_secret'), 'x-api-key': plain('deep x-api-key') }] },
    authorization: { scheme: 'Bearer', value: plain('authorization.value') },
    passwords: [plain('passwords[0]'), plain('passwords[1]')],
    headers: [
      { name: 'Authorization', value: `Bearer ${plain('pair Authorization')}` },
      { key: 'password', value: plain('pair password') },
    ],
    note: `left ${token('a text')} in a file; password=${plain('password= in a text')} and again`,
    request: `curl -u admin:${plain('curl -u')} https://ann:${plain('address')}@example.com/`,
    line: `Authorization: Bearer ${plain('bearer in a text')}9`,
    json: JSON.stringify({
      user: 'ann',
      password: plain('JSON in a text'),
      more: [{ apiKey: plain('list') }],
    }),
    nested: JSON.stringify({ body: JSON.stringify({ api_key: plain('JSON in JSON in a text') }) }),
    base64: Buffer.from(`login password=${plain('base64 in a text')} done`).toString('base64'),
    [`key ${token('a key')}`]: 1,
    seen: witness,
    awkward: awkwardFields(canaries, where),
  };
}

/** The sample tenant has more than this test needs. */
const MOST_IN_ANSWER = 10;

/** Plants in the first records of an answer, wherever its records stand in it. A copy. */
export function plantInAnswer(answer: unknown, canaries: Canaries, where: string, most: number): unknown {
  let left = most;
  const visit = (value: unknown, depth: number): unknown => {
    if (depth > 3) return value;
    if (Array.isArray(value)) {
      return value.slice(0, MOST_IN_ANSWER).map((element) => {
        if (!isObject(element) || left <= 0) return element;
        left -= 1;
        return { ...element, canaryExtras: extraFields(canaries, `${where}, collected`) };
      });
    }
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, visit(child, depth + 1)]));
  };
  return visit(answer, 0);
}

/**
 * The record with a canary in every text that its mapping lets have one, and for each other text a copy with one there:
 * such copies are rejected, and kept sealed.
 */
export function plantInEveryText(
  stream: StreamDefinition,
  record: unknown,
  canaries: Canaries,
): readonly unknown[] {
  const where = `${stream.name}, imported`;
  let whole = isObject(record)
    ? { ...structuredClone(record), canaryExtras: extraFields(canaries, where) }
    : structuredClone(record);
  const apart: unknown[] = [];
  for (const path of textPaths(record, [])) {
    const planted = withPlant(whole, path, canaries.token(`${where}, ${path.join('.')}`));
    if (isMapped(stream, planted)) whole = planted as typeof whole;
    else apart.push(withPlant(record, path, canaries.token(`${where}, ${path.join('.')}, rejected`)));
  }
  for (const path of stream.secretFields) {
    const planted = withValueAt(whole, path, canaries.awkward(declaredPlace(stream, path)));
    if (isMapped(stream, planted)) whole = planted as typeof whole;
    else apart.push(withValueAt(record, path, canaries.awkward(declaredPlace(stream, path))));
  }
  return [whole, ...apart];
}

/** Under this name a canary is planted at a field that the stream declares. */
export function declaredPlace(stream: StreamDefinition, path: readonly string[]): string {
  return `${stream.name}, imported, declared ${path.join('.')}`;
}

function isMapped(stream: StreamDefinition, record: unknown): boolean {
  try {
    const { record: lifted, first } = liftRecord(stream, record, vault);
    return stream.map(lifted, { secret: first, receivedAtUs: 1 }).ok;
  } catch {
    return false;
  }
}

function textPaths(value: unknown, path: readonly string[]): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => textPaths(child, [...path, key]));
}

function withPlant(record: unknown, path: readonly string[], canary: string): unknown {
  return changed(record, path, (text) => `${String(text)} ${canary}`);
}
