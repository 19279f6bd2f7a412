import { isStructural } from './structural-text.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** The last word of keys that say something of a secret: `expiresAt`, `key_id`, `minLength`. */
const ABOUT = words(
  'id ids uid uuid guid type types kind category class status state count total number size length version ' +
    'at on date time expiry expires expiration ttl scope scopes policy algorithm alg format reason action ' +
    'description hint note comment label title path url uri href link enabled required strength history',
);
/** Who has it and where it belongs. In a map of passwords these are accounts. */
const ABOUT_ITS_HOLDER = words(
  'name names user username login email mail owner account host server port region project environment env role ' +
    'roles source provider issuer audience client tenant domain vendor workspace org organization group algorithm ' +
    'ip arn country usage permission permissions rights file line severity fingerprint thumbprint',
);

/** Whether in `secrets: { … }` the key says what secrets these are, and holds none. */
export function isAboutASecret(key: string): boolean {
  const last = lastWord(key);
  return ABOUT.has(last) || ABOUT_ITS_HOLDER.has(last);
}

/** The same for `passwords: { … }`. */
export function isAboutAPassword(key: string): boolean {
  return ABOUT.has(lastWord(key));
}

/** Of a longer key the end is looked at: a key may be data, and as long as its record. */
const LONGEST_WORD = 60;

function lastWord(key: string): string {
  const end = key.slice(-LONGEST_WORD);
  const separated = end.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return /[a-z0-9]+(?=[^a-z0-9]*$)/.exec(separated)?.[0] ?? '';
}

const STATE =
  /^(?:null|none|undefined|unknown|n\/a|yes|no|on|off|(?:in)?active|enabled|disabled|expired|revoked|rotated|(?:in)?valid|changed|required|optional|missing|default|empty|present|absent|set|not set|hidden|\*+|\[?redacted\]?|\[?masked\]?)$/i;
const EMAIL = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}$/;
const ADDRESS = /^https?:\/\/|^arn:aws[\w-]*:/;
/** Addresses and networks of the internet, of either version. */
const INTERNET_ADDRESS =
  /^(?:(?:\d{1,3}\.){3}\d{1,3}|(?=[\da-f.:]*:[\da-f.:]*:)[\da-f.:]{2,45})(?:\/\d{1,3})?$/i;
const PATH = /^(?:\/[a-z][\w.-]*)+\/?$|^[A-Za-z]:\\/;

const DESCRIPTIONS = [STATE, EMAIL, ADDRESS, INTERNET_ADDRESS, PATH];

/** A text that is no secret where only some are: an id, a time, a place, a person, what became of the secret. */
export function isDescription(text: string): boolean {
  return (
    text.length < 300 && (isStructural(text) || DESCRIPTIONS.some((description) => description.test(text)))
  );
}
