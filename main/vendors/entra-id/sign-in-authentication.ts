import type { JsonObject } from '../json-object.ts';
import { byWord, readBoolean, readObjects, readText, wordKey } from '../read-value.ts';

const protocols: Readonly<Record<string, readonly [number, string]>> = {
  oauth2: [6, 'OAUTH 2.0'],
  devicecode: [6, 'OAUTH 2.0'],
  ropc: [6, 'OAUTH 2.0'],
  saml20: [5, 'SAML'],
};

/** What stands in a method's name, and the factor that it is. The first that fits counts. */
const factors: readonly (readonly [RegExp, number, string])[] = [
  [/certificate/i, 99, ''],
  [/text message|sms/i, 1, 'SMS'],
  [/phone call|voice/i, 3, 'Phone Call'],
  [/fido|passkey|security key|windows hello/i, 10, 'WebAuthn'],
  [/e-?mail/i, 8, 'Email'],
  [/oath|verification code|one-?time pass/i, 7, 'OTP'],
  [/notification|phone sign-?in|passwordless/i, 5, 'Push Notification'],
  [/^password/i, 11, 'Password'],
];

/** Steps that stand for an earlier proof, or for none. */
const NO_FACTOR = /^(?:previously satisfied|none|other)?$/i;

export interface SignInAuthentication {
  readonly attributes: JsonObject;
  /** A second factor was asked for; null where the record does not say. */
  readonly isMfaRequired: boolean | null;
  /** A second factor was given, now or earlier; null where the record has no steps. */
  readonly isMfaDone: boolean | null;
  readonly methods: readonly string[];
}

/** How somebody proved who they are. Records of v1.0 say nothing of it. */
export function readSignInAuthentication(fields: JsonObject): SignInAuthentication {
  const steps = readObjects(fields.authenticationDetails);
  const methods = steps.flatMap((step) => readText(step.authenticationMethod) ?? []);
  const isMfaRequired = requirementOf(fields.authenticationRequirement);
  return {
    attributes: {
      ...protocolOf(fields.authenticationProtocol),
      is_mfa: isMfaRequired,
      auth_factors: factorsOf(methods),
    },
    isMfaRequired,
    isMfaDone: steps.length === 0 ? null : isSecondFactorGiven(steps),
    methods: [...new Set(methods)],
  };
}

function requirementOf(requirement: unknown): boolean | null {
  const word = wordKey(requirement);
  if (word === 'multifactorauthentication') return true;
  return word === 'singlefactorauthentication' ? false : null;
}

function protocolOf(protocol: unknown): JsonObject {
  const word = readText(protocol);
  if (word === null) return {};
  const [auth_protocol_id, auth_protocol] = byWord(protocols, word) ?? [99, word];
  return { auth_protocol_id, auth_protocol };
}

function factorsOf(methods: readonly string[]): readonly JsonObject[] {
  const byName = new Map<string, JsonObject>();
  for (const method of methods) {
    if (NO_FACTOR.test(method.trim())) continue;
    const [, factor_type_id, caption] = factors.find(([pattern]) => pattern.test(method)) ?? [null, 99, ''];
    const factor_type = caption === '' ? method : caption;
    byName.set(factor_type, { factor_type_id, factor_type });
  }
  return [...byName.values()];
}

/** A requirement is not a proof: it takes a second step that succeeded, or one that says it was satisfied before. */
function isSecondFactorGiven(steps: readonly JsonObject[]): boolean {
  const done = steps.filter((step) => readBoolean(step.succeeded) === true);
  return (
    done.length > 1 ||
    done.some((step) => /multi-?factor|mfa/i.test(readText(step.authenticationStepResultDetail) ?? ''))
  );
}
