/** Endings of names, lower case and without separators, under which a secret stands. */
const SECRET_ENDINGS = [
  'token',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'apikey',
  'accesskey',
  'secretkey',
  'privatekey',
  'signingkey',
  'encryptionkey',
  'licensekey',
  'licencekey',
  'authorization',
  'exposedvalue',
  'secretvalue',
  'connectionstring',
  'sharedkey',
  'cookie',
] as const;

/** Names of what a secret is, where it is or what became of it: not the secret. */
const KIND_NAMES: ReadonlySet<string> = new Set([
  'secrettype',
  'tokentype',
  'type',
  'kind',
  'category',
  'class',
]);

const known = new Map<string, boolean>();
const MOST_REMEMBERED = 20_000;

/** Whether a value under this key is a secret by the look of the key: `api_key`, `X-Auth-Token`, `clientSecret`. */
export function isSecretName(name: string): boolean {
  const remembered = known.get(name);
  if (remembered !== undefined) return remembered;
  const plain = plainName(name);
  const isSecret = SECRET_ENDINGS.some((ending) => plain.endsWith(ending));
  // Keys can be data (an address, an id), so they can be endlessly many.
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(name, isSecret);
  return isSecret;
}

/** Whether the key's value names a kind of secret, such as `secret_type`. */
export function isKindName(name: string): boolean {
  return KIND_NAMES.has(plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
