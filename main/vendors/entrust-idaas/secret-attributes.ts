import { keyFacts } from '../../secrets/secret-names.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';

/**
 * Audit events tell changed attributes as `{ name, oldValue, newValue }`, and some of these are codes, keys and
 * answers. Those whose name ends like a secret's (`password`, `apiKey`) are found by the engine; for the other telling
 * names (`passwordHash`, `activationCode`, `tokenSeed`) the value gets a key that says what it is.
 */
const SECRET_WORD =
  /password|passwd|passphrase|passcode|secret|token|key|credential|seed|activationcode|accesscode|registrationcode|verificationcode|answer|otp|pin$/;

/** What is said about a secret, rather than the secret: `passwordMinLength`, `tokenSerialNumber`, `otpDeliveryType`. */
const HARMLESS_END =
  /(?:type|types|state|status|count|length|len|size|days|day|hours|minutes|seconds|period|expiry|expires|expiration|date|time|at|enabled|disabled|required|allowed|policy|algorithm|format|name|names|id|ids|uid|number|serial|attempts|max|min|limit|history|lifetime|age|version|label|description|delivery|provider|changed|set|locked|complexity|strength|mode|usage|url|method|methods|option|options|question)$/;

const HARMLESS_START = /^(?:is|has|allow|require|enable|disable|max|min|num|force|show)[A-Z_]/;

const secretKeyOf: Readonly<Record<string, string>> = {
  value: 'secretValue',
  oldValue: 'oldSecretValue',
  newValue: 'newSecretValue',
};

/** The same record where there is nothing to set apart. */
export function setSecretAttributesApart(record: unknown): unknown {
  if (!isJsonObject(record) || !isJsonObject(record.auditDetails)) return record;
  const details = record.auditDetails;
  const attributes = setApart(details.entityAttributes);
  const changes = setApart(details.modifiedEntityAttributes);
  if (attributes === details.entityAttributes && changes === details.modifiedEntityAttributes) return record;
  return {
    ...record,
    auditDetails: {
      ...details,
      ...('entityAttributes' in details ? { entityAttributes: attributes } : {}),
      ...('modifiedEntityAttributes' in details ? { modifiedEntityAttributes: changes } : {}),
    },
  };
}

function setApart(list: unknown): unknown {
  if (!Array.isArray(list) || !list.some(isSecretPair)) return list;
  return list.map((pair: unknown) => (isSecretPair(pair) ? withSecretKeys(pair) : pair));
}

function isSecretPair(pair: unknown): pair is JsonObject {
  return isJsonObject(pair) && typeof pair.name === 'string' && isSecretName(pair.name);
}

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  // The engine was told that the field `token` holds no secret; an attribute of that name may well.
  if (plain === 'token') return true;
  if (keyFacts(name).isSecretName) return false;
  return SECRET_WORD.test(plain) && !HARMLESS_END.test(plain) && !HARMLESS_START.test(name);
}

function withSecretKeys(pair: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(pair).map(([key, value]) => [isFlag(value) ? key : (secretKeyOf[key] ?? key), value]),
  );
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || value === 'true' || value === 'false' || value === null;
}
