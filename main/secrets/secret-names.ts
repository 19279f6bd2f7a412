import { findTellingContexts } from './telling-contexts.ts';
import { findTokenShapes } from './token-shapes.ts';

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
  'bearer',
  'jwt',
  'credential',
  'accountkey',
  'storagekey',
  'masterkey',
  'clientkey',
  'recoverykey',
  'recoverycode',
  'recoverycodes',
  'backupcode',
  'backupcodes',
  'passwords',
  'apikeys',
  'privatekeys',
  'passwordhash',
  'sharedaccesssignature',
] as const;

/** Under these a number is a count (`tokens: 1532`). The tokens of a message are its words. */
const PLURAL_NAME =
  /^(?:.*(?:access|api|auth|bearer|refresh|registration|session|security|user|device|service))?tokens$|(?:secrets|credentials)$/;

/** `db_pass`, `userPass`, `pw`; no bypass and no compass. */
const SHORT_NAME = /(?:^|[_.\- ])(?:pass|pw)$|^(?:[A-Z]+_)*(?:PASS|PW)$|[a-z]Pass$/;

/** Names of what a secret is, where it is or what became of it: not the secret. */
const KIND_NAMES: ReadonlySet<string> = new Set([
  'secrettype',
  'tokentype',
  'type',
  'kind',
  'category',
  'class',
]);

export interface KeyFacts {
  /** A value under this key is a secret by the look of the key: `api_key`, `X-Auth-Token`, `clientSecret`. */
  readonly isSecretName: boolean;
  /** A secret's name in the plural, of which texts alone are values. */
  readonly isPlural: boolean;
  /** Credentials that stand in the key itself. */
  readonly tokens: readonly string[];
}

const known = new Map<string, KeyFacts>();
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 100;

/** What a key says by itself. A vendor's few keys come in every record, so answers are remembered. */
export function keyFacts(key: string): KeyFacts {
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  // password_2, tokenValue, secretText
  const whole = plainName(key);
  const plain = whole === 'exposedvalue' ? whole : whole.replace(/\d+$/, '').replace(/(?:value|text)$/, '');
  const isPlural = PLURAL_NAME.test(plain);
  const facts = {
    isSecretName: isPlural || SHORT_NAME.test(key) || SECRET_ENDINGS.some((ending) => plain.endsWith(ending)),
    isPlural,
    tokens: [...findTokenShapes(key), ...findTellingContexts(key)],
  };
  // Keys can be data (an address, an id), so they can be endlessly many, and a key that is a secret is not for keeping.
  if (known.size >= MOST_REMEMBERED) known.clear();
  if (key.length <= LONGEST_REMEMBERED && facts.tokens.length === 0) known.set(key, facts);
  return facts;
}

/** Whether the key's value names a kind of secret, such as `secret_type`. */
export function isKindName(name: string): boolean {
  return KIND_NAMES.has(plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
