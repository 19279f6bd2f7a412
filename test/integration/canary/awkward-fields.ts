import type { Canaries } from './canaries.ts';
import type { Json } from './changed-record.ts';

const json = (value: string) => JSON.stringify(value).slice(1, -1);
const html = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** How others may have written a value into a text of the same record. */
const waysToWrite: readonly ((value: string) => string)[] = [
  (value) => value,
  json,
  (value) => json(json(value)),
  encodeURIComponent,
  (value) => encodeURIComponent(value).replaceAll('%20', '+'),
  (value) => encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
  html,
  (value) => value.replaceAll('"', '""'),
  (value) => Buffer.from(value).toString('hex'),
  (value) => Buffer.from(value).toString('hex').toUpperCase(),
  (value) => Buffer.from(value).toString('base64'),
  (value) => Buffer.from(`a${value}`).toString('base64url'),
  (value) => Buffer.from(`ab${value}b`).toString('base64'),
];

/** Values of any characters, where the place tells that they are secrets; and one that texts repeat in every form. */
export function awkwardFields(canaries: Canaries, where: string): Json {
  const awkward = (place: string) => canaries.awkward(`${where}, awkward ${place}`);
  const repeated = awkward('repeated');
  return {
    password: awkward('password'),
    deep: [{ connectionString: { value: awkward('value under a name') } }],
    passphrases: { passphrase: [awkward('in a list')] },
    headers: [{ name: 'X-Api-Key', value: awkward('pair') }],
    json: JSON.stringify({ user: 'ann', clientSecret: awkward('JSON in a text') }),
    nested: JSON.stringify({ body: JSON.stringify({ api_key: awkward('JSON in JSON in a text') }) }),
    token: repeated,
    repeats: waysToWrite.map((written, index) => `repeated in way ${index}: ${written(repeated)} and more`),
  };
}
