import { isAboutAPassword, isAboutASecret } from './descriptive-keys.ts';
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
  /(?<!message|text|word|search|design)tokens$|(?:secrets|credentials|cookies|jwts|connectionstrings|(?:access|secret|signing|encryption|license|licence|shared|account|storage|master|client|recovery)keys)$/;

/** A map below such a name has a secret under each of its keys, which are names of accounts. */
const MANY_PASSWORDS = /(?:passwords|passwds|pwds|passphrases|passcodes|recoverycodes|backupcodes)$/;
const MANY_KEYS = /(?:apikeys|privatekeys)$/;

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

/** Where a pair such as `{ "name": "password", "value": "…" }` has its name: headers, changed properties, variables. */
const PAIR_NAMES: ReadonlySet<string> = new Set(
  'name key displayname field fieldname property propertyname header headername attribute attributename parameter param variable option k n'.split(
    ' ',
  ),
);

/** What a value is to the name that stands beside or above it. */
export type ValueRole = 'of a pair' | 'of its parent' | 'of a change' | null;
const VALUE_ROLES: ReadonlyMap<string, ValueRole> = new Map([
  ...'value values oldvalue newvalue val oldval newval v'
    .split(' ')
    .map((name) => [name, 'of a pair'] as const),
  // { "token": { "text": "…" } }
  ...'text data raw plain plaintext content stringvalue'
    .split(' ')
    .map((name) => [name, 'of its parent'] as const),
  // { "password": { "old": "…", "new": "…" } }
  ...'old new from to before after previous current'.split(' ').map((name) => [name, 'of a change'] as const),
]);

export interface KeyFacts {
  /** A value under this key is a secret by the look of the key: `api_key`, `X-Auth-Token`, `clientSecret`. */
  readonly isSecretName: boolean;
  /** A secret's name in the plural, of which texts alone are values. */
  readonly isPlural: boolean;
  /** What a map below this name has under its keys: secrets, and what is said of them (null for any other name). */
  readonly many: 'passwords' | 'secrets' | null;
  /** Below a name of many secrets this key holds what is said of them, and no secret. */
  readonly isAboutASecret: boolean;
  readonly isAboutAPassword: boolean;
  readonly isPairName: boolean;
  readonly valueRole: ValueRole;
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
  const facts = factsOf(key);
  // Keys can be data (an address, an id), so they can be endlessly many, and a key that is a secret is not for keeping.
  if (known.size >= MOST_REMEMBERED) known.clear();
  if (key.length <= LONGEST_REMEMBERED && facts.tokens.length === 0) known.set(key, facts);
  return facts;
}

/** Tried once for a run of digits, and not at each of them. */
const LAST_DIGITS = /(?<!\d)\d+$/;

function factsOf(key: string): KeyFacts {
  // password_2, tokenValue, secretText
  const whole = plainName(key);
  const plain =
    whole === 'exposedvalue' ? whole : whole.replace(LAST_DIGITS, '').replace(/(?:value|text)$/, '');
  const isPlural = PLURAL_NAME.test(plain);
  const isManyPasswords = MANY_PASSWORDS.test(plain);
  const isMany = isPlural || MANY_KEYS.test(plain);
  return {
    isSecretName:
      isPlural ||
      isManyPasswords ||
      SHORT_NAME.test(key) ||
      SECRET_ENDINGS.some((ending) => plain.endsWith(ending)),
    isPlural,
    many: isManyPasswords ? 'passwords' : isMany ? 'secrets' : null,
    isAboutASecret: isAboutASecret(key),
    isAboutAPassword: isAboutAPassword(key),
    isPairName: PAIR_NAMES.has(whole),
    valueRole: VALUE_ROLES.get(whole) ?? null,
    tokens: [...findTokenShapes(key), ...findTellingContexts(key)],
  };
}

/** Whether the key's value names a kind of secret, such as `secret_type`. */
export function isKindName(name: string): boolean {
  return KIND_NAMES.has(plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
